import { Injectable } from '@nestjs/common';
import { removeAreaTask, type Made, type RemoveAreaInput, type RemoveAreaOutput } from '@switchyard/contracts';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { RepaintJobs } from './repaint-jobs';

/** Takes a logo out of the picture of a video. */
@Injectable()
export class RemoveArea {
  constructor(private readonly jobs: RepaintJobs) {}

  @TaskHandler(removeAreaTask)
  remove(input: RemoveAreaInput, run: TaskRun): Promise<Made<RemoveAreaOutput>> {
    return this.jobs.run('removeArea', input, run);
  }
}

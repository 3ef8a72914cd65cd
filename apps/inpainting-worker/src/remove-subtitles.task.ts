import { Injectable } from '@nestjs/common';
import {
  removeSubtitlesTask,
  type Made,
  type RemoveSubtitlesInput,
  type RemoveSubtitlesOutput,
} from '@switchyard/contracts';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { RepaintJobs } from './repaint-jobs';

/** Takes burnt-in subtitles out of the picture of a video. */
@Injectable()
export class RemoveSubtitles {
  constructor(private readonly jobs: RepaintJobs) {}

  @TaskHandler(removeSubtitlesTask)
  remove(input: RemoveSubtitlesInput, run: TaskRun): Promise<Made<RemoveSubtitlesOutput>> {
    return this.jobs.run('removeSubtitles', input, run);
  }
}

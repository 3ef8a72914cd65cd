import { Injectable } from '@nestjs/common';
import { probeTask, type ProbeInput, type ProbeOutput, type Made } from '@switchyard/contracts';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { FfmpegJobs } from './ffmpeg-jobs';

/** Says what a media file holds. */
@Injectable()
export class Probe {
  constructor(private readonly jobs: FfmpegJobs) {}

  @TaskHandler(probeTask)
  probe(input: ProbeInput, run: TaskRun): Promise<Made<ProbeOutput>> {
    return this.jobs.run('probe', input, run);
  }
}

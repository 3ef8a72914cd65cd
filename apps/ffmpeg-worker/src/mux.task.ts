import { Injectable } from '@nestjs/common';
import { muxTask, type Made, type MuxInput, type MuxOutput } from '@switchyard/contracts';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { FfmpegJobs } from './ffmpeg-jobs';

/** Brings subtitles and audio into a video as tracks. */
@Injectable()
export class Mux {
  constructor(private readonly jobs: FfmpegJobs) {}

  @TaskHandler(muxTask)
  mux(input: MuxInput, run: TaskRun): Promise<Made<MuxOutput>> {
    return this.jobs.run('mux', input, run);
  }
}

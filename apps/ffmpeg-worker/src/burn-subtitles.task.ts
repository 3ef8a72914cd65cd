import { Injectable } from '@nestjs/common';
import { burnSubtitlesTask, type BurnSubtitlesInput, type BurnSubtitlesOutput, type Made } from '@switchyard/contracts';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { FfmpegJobs } from './ffmpeg-jobs';

/** Draws subtitles into the picture of a video. */
@Injectable()
export class BurnSubtitles {
  constructor(private readonly jobs: FfmpegJobs) {}

  @TaskHandler(burnSubtitlesTask)
  burn(input: BurnSubtitlesInput, run: TaskRun): Promise<Made<BurnSubtitlesOutput>> {
    return this.jobs.run('burnSubtitles', input, run);
  }
}

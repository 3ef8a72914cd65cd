import { Injectable } from '@nestjs/common';
import { splitAudioTask, type Made, type SplitAudioInput, type SplitAudioOutput } from '@switchyard/contracts';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { FfmpegJobs } from './ffmpeg-jobs';

/** Cuts audio by subtitles, segments or speakers. */
@Injectable()
export class SplitAudio {
  constructor(private readonly jobs: FfmpegJobs) {}

  @TaskHandler(splitAudioTask)
  split(input: SplitAudioInput, run: TaskRun): Promise<Made<SplitAudioOutput>> {
    return this.jobs.run('splitAudio', input, run);
  }
}

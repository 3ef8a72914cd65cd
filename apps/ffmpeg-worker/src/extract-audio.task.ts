import { Injectable } from '@nestjs/common';
import { extractAudioTask, type ExtractAudioInput, type ExtractAudioOutput, type Made } from '@switchyard/contracts';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { FfmpegJobs } from './ffmpeg-jobs';

/** Takes the audio out of a video. */
@Injectable()
export class ExtractAudio {
  constructor(private readonly jobs: FfmpegJobs) {}

  @TaskHandler(extractAudioTask)
  extract(input: ExtractAudioInput, run: TaskRun): Promise<Made<ExtractAudioOutput>> {
    return this.jobs.run('extractAudio', input, run);
  }
}

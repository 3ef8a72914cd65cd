import { Injectable } from '@nestjs/common';
import {
  extractKeyframesTask,
  type ExtractKeyframesInput,
  type ExtractKeyframesOutput,
  type Made,
} from '@switchyard/contracts';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { FfmpegJobs } from './ffmpeg-jobs';

/** Takes pictures out of a video. */
@Injectable()
export class ExtractKeyframes {
  constructor(private readonly jobs: FfmpegJobs) {}

  @TaskHandler(extractKeyframesTask)
  extract(input: ExtractKeyframesInput, run: TaskRun): Promise<Made<ExtractKeyframesOutput>> {
    return this.jobs.run('extractKeyframes', input, run);
  }
}

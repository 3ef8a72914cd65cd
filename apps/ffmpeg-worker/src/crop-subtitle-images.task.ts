import { Injectable } from '@nestjs/common';
import {
  cropSubtitleImagesTask,
  type CropSubtitleImagesInput,
  type CropSubtitleImagesOutput,
  type Made,
} from '@switchyard/contracts';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { FfmpegJobs } from './ffmpeg-jobs';

/** Takes the pictures of the subtitle area out of a video, one each time its text changed. */
@Injectable()
export class CropSubtitleImages {
  constructor(private readonly jobs: FfmpegJobs) {}

  @TaskHandler(cropSubtitleImagesTask)
  crop(input: CropSubtitleImagesInput, run: TaskRun): Promise<Made<CropSubtitleImagesOutput>> {
    return this.jobs.run('cropSubtitleImages', input, run);
  }
}

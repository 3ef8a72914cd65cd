import { Injectable } from '@nestjs/common';
import {
  createStitchedImagesTask,
  type CreateStitchedImagesInput,
  type CreateStitchedImagesOutput,
  type Made,
} from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { versions } from 'sharp';
import type { OcrMethods } from './ocr-methods';

/** Puts many subtitle pictures below each other into few. */
@Injectable()
export class CreateStitchedImages {
  constructor(private readonly engines: EnginePool<OcrMethods>) {}

  @TaskHandler(createStitchedImagesTask)
  async stitch(input: CreateStitchedImagesInput, run: TaskRun): Promise<Made<CreateStitchedImagesOutput>> {
    const params = {
      manifest: input.crop_manifest_path,
      from: input.cropped_images_path,
      to: await run.outputDir(),
      batchSize: input.batch_size,
    };
    const { manifest, count } = await this.engines.call('stitch', params, run.call);
    run.describe({ engine: { name: 'libvips', version: versions.vips } });
    return { multi_frames_path: await run.outputDir(), manifest_path: manifest, stitched_images_count: count };
  }
}

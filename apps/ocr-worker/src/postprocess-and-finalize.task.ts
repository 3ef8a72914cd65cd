import { Injectable } from '@nestjs/common';
import {
  postprocessAndFinalizeTask,
  type Made,
  type PostprocessAndFinalizeInput,
  type PostprocessAndFinalizeOutput,
} from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { version } from '../package.json';
import type { OcrMethods } from './ocr-methods';

/** Merges equal neighbours of what was read into subtitles. */
@Injectable()
export class PostprocessAndFinalize {
  constructor(private readonly engines: EnginePool<OcrMethods>) {}

  @TaskHandler(postprocessAndFinalizeTask)
  async finalize(input: PostprocessAndFinalizeInput, run: TaskRun): Promise<Made<PostprocessAndFinalizeOutput>> {
    const params = {
      manifest: input.manifest_file,
      results: input.ocr_results_file,
      directory: await run.outputDir(),
    };
    const made = await this.engines.call('finalize', params, run.call);
    run.describe({ engine: { name: 'switchyard-ocr', version } });
    return { ...made, degraded: [] };
  }
}

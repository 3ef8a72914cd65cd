import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import {
  InputRejectedError,
  performOcrTask,
  type Made,
  type PerformOcrInput,
  type PerformOcrOutput,
} from '@switchyard/contracts';
import { EnginePool, type EngineCall } from '@switchyard/engine';
import { GpuLock } from '@switchyard/gpu-lock';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { OCR_ENGINE } from './ocr-identity';
import type { OcrMethods, OcrResult } from './ocr-methods';
import { OcrModels, type ReadyModel } from './ocr-models';
import { doubtsOf, unreadText } from './subtitles/doubts';

/** Reads one picture, or the frames of stitched pictures. */
@Injectable()
export class PerformOcr {
  constructor(
    private readonly engines: EnginePool<OcrMethods>,
    private readonly models: OcrModels,
  ) {}

  @TaskHandler(performOcrTask)
  @GpuLock()
  async perform(input: PerformOcrInput, run: TaskRun): Promise<Made<PerformOcrOutput>> {
    const model = await this.models.find(input.model, run.device);
    const results = await this.read(input, model, run.call);
    const path = join(run.outputDir, 'ocr_results.json');
    await writeFile(path, JSON.stringify({ model: model.identity, results }));
    run.describe({ engine: OCR_ENGINE, model: model.identity, device: model.device });
    const texts = results.flatMap(({ lines }) => lines);
    const degraded = unreadText(doubtsOf(results, texts), model);
    const text = input.image_path ? { text: texts.map((line) => line.text).join('\n') } : {};
    return { ocr_results_path: path, ocr_results_count: results.length, ...text, degraded };
  }

  private async read(input: PerformOcrInput, { files }: ReadyModel, call: EngineCall): Promise<OcrResult[]> {
    if (input.image_path) return [await this.engines.call('readImage', { model: files, path: input.image_path }, call)];
    const { manifest_path: manifest } = input;
    if (!manifest)
      throw new InputRejectedError(
        'neither image_path nor manifest_path is given, and the workflow has no stitched pictures',
      );
    const directory = input.multi_frames_path ?? dirname(manifest);
    return this.engines.call('readStitched', { model: files, manifest, directory }, call);
  }
}

import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import {
  InputRejectedError,
  MAX_OCR_TEXT,
  performOcrTask,
  type Made,
  type PerformOcrInput,
  type PerformOcrOutput,
} from '@switchyard/contracts';
import { EnginePool, type EngineCall } from '@switchyard/engine';
import { GpuLock } from '@switchyard/gpu-lock';
import { steppingDown, TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { OCR_ENGINE } from './ocr-identity';
import type { EngineModel, OcrMethods, OcrResult } from './ocr-methods';
import { deviceOf, OcrModels } from './ocr-models';
import { doubtsOf, unreadText, vietnameseText } from './subtitles/doubts';

/** Reads one picture, the pages of a PDF, or the frames of stitched pictures. */
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
    const { made: results, ...stepped } = await steppingDown(model.files, (on) => this.read(input, on, run.call));
    const path = join(await run.outputDir(), 'ocr_results.json');
    await writeFile(path, JSON.stringify({ model: model.identity, results }));
    run.describe({ engine: OCR_ENGINE, model: model.identity, device: deviceOf(stepped.model) });
    const texts = results.flatMap(({ lines }) => lines);
    const degraded = [
      ...stepped.degraded,
      ...unreadText(doubtsOf(results, texts), model),
      ...vietnameseText(texts, model),
    ];
    const text = input.image_path ? await this.textOf(results, run) : {};
    return { ocr_results_path: path, ocr_results_count: results.length, ...text, degraded };
  }

  /** The text as a file; pages part at a form feed, as `pdftotext` has them. */
  private async textOf(results: OcrResult[], run: TaskRun): Promise<Pick<PerformOcrOutput, 'text' | 'text_file'>> {
    const text = results.map(({ lines }) => lines.map((line) => line.text).join('\n')).join('\f');
    const text_file = join(await run.outputDir(), 'text.txt');
    await writeFile(text_file, text);
    return { text: text.slice(0, MAX_OCR_TEXT), text_file };
  }

  private async read(input: PerformOcrInput, model: EngineModel, call: EngineCall): Promise<OcrResult[]> {
    const { image_path: path, first_page: first, last_page: last, dpi: dotsPerInch } = input;
    if (path) {
      return this.engines.call('readDocument', { model, path, pages: { first, last, dotsPerInch } }, call);
    }
    const { manifest_path: manifest } = input;
    if (!manifest)
      throw new InputRejectedError(
        'neither image_path nor manifest_path is given, and the workflow has no stitched pictures',
      );
    const directory = input.multi_frames_path ?? dirname(manifest);
    return this.engines.call('readStitched', { model, manifest, directory }, call);
  }
}

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import {
  InputRejectedError,
  isPlainObject,
  postprocessAndFinalizeTask,
  type Made,
  type PostprocessAndFinalizeInput,
  type PostprocessAndFinalizeOutput,
} from '@switchyard/contracts';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { version } from '../package.json';
import type { OcrResult } from './ocr-methods';
import { writeSubtitleFiles } from './subtitle-files';
import { mergeReadings, type Reading } from './subtitles/merge-readings';
import { readManifest, type CropFrame } from './subtitles/stitch';

/** Merges equal neighbours of what was read into subtitles. */
@Injectable()
export class PostprocessAndFinalize {
  @TaskHandler(postprocessAndFinalizeTask)
  async finalize(input: PostprocessAndFinalizeInput, run: TaskRun): Promise<Made<PostprocessAndFinalizeOutput>> {
    const frames = await readManifest<CropFrame>(input.manifest_file, 'frames', ['file', 'start', 'end']);
    const results = await readResults(input.ocr_results_file);
    const read = new Map(results.map((result) => [result.file, result.lines]));
    const readings: Reading[] = frames.map(({ file, start, end }) => ({ start, end, lines: read.get(file) ?? [] }));
    run.describe({ engine: { name: 'switchyard-ocr', version } });
    return writeSubtitleFiles(mergeReadings(readings), run.outputDir);
  }
}

async function readResults(path: string): Promise<OcrResult[]> {
  const content: unknown = await readFile(path, 'utf8').then(
    (text) => JSON.parse(text) as unknown,
    () => undefined,
  );
  const results = isPlainObject(content) ? content['results'] : undefined;
  if (Array.isArray(results)) return results as OcrResult[];
  throw new InputRejectedError(`${basename(path)} is not a file of paddleocr.perform_ocr: it has no list "results"`);
}

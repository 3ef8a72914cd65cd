import { Injectable } from '@nestjs/common';
import {
  postprocessAndFinalizeTask,
  type Made,
  type PostprocessAndFinalizeInput,
  type PostprocessAndFinalizeOutput,
} from '@switchyard/contracts';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { version } from '../package.json';
import { readResults } from './read-results';
import { writeSubtitleFiles } from './subtitle-files';
import { readFrames } from './subtitles/manifests';
import { mergeReadings } from './subtitles/merge-readings';
import type { Reading } from './subtitles/reading';

/** Merges equal neighbours of what was read into subtitles. */
@Injectable()
export class PostprocessAndFinalize {
  @TaskHandler(postprocessAndFinalizeTask)
  async finalize(input: PostprocessAndFinalizeInput, run: TaskRun): Promise<Made<PostprocessAndFinalizeOutput>> {
    const frames = await readFrames(input.manifest_file);
    const results = await readResults(input.ocr_results_file);
    const read = new Map(results.map((result) => [result.file, result.lines]));
    const readings: Reading[] = frames.map(({ file, start, end }) => ({ start, end, lines: read.get(file) ?? [] }));
    run.describe({ engine: { name: 'switchyard-ocr', version } });
    return { ...(await writeSubtitleFiles(mergeReadings(readings), await run.outputDir())), degraded: [] };
  }
}

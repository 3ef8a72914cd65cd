import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import {
  aiOptimizeSubtitlesTask,
  aiOptimizeTextTask,
  type AiOptimizeSubtitlesInput,
  type AiOptimizeSubtitlesOutput,
  type AiOptimizeTextInput,
  type AiOptimizeTextOutput,
  type Made,
} from '@switchyard/contracts';
import { GpuLock } from '@switchyard/gpu-lock';
import { textSimilarity, writeJson } from '@switchyard/subtitles';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { LanguageModels } from './language-models';
import { keptWords, withTexts } from './lines/cue-texts';
import { readCues } from './lines/read-cues';
import { rewriteLines } from './lines/rewrite-lines';
import { partsOf, processParts } from './text/process-parts';
import { MeteredModel } from './usage';

const INSTRUCTION =
  'Speech recognition wrote this text. Correct words that it heard wrong, spelling and punctuation. Keep language, order and meaning; add nothing.';

const MOST_SHOWN = 1000;

/** Corrects what speech recognition heard wrong: as one text, or subtitle by subtitle. */
@Injectable()
export class AiOptimize {
  constructor(private readonly models: LanguageModels) {}

  @TaskHandler(aiOptimizeTextTask)
  @GpuLock()
  async asText(input: AiOptimizeTextInput, run: TaskRun): Promise<Made<AiOptimizeTextOutput>> {
    const { cues, faults } = await readCues(input.segments_file, run.signal);
    const { timeout, max_retries } = input;
    const model = await this.models.open(input, run, { timeout, max_retries });
    run.describe(model.work);
    const metered = new MeteredModel(model);
    const degraded = [...model.degraded, ...faults];
    const system = input.system_prompt_override ?? `${INSTRUCTION} Answer with the corrected text alone.`;
    const work = {
      messages: (part: string) => [
        { role: 'system', content: system } as const,
        { role: 'user', content: part } as const,
      ],
      ...{ temperature: input.temperature, model: metered, run, degraded },
    };
    const parts = await partsOf(cues.map(({ text }) => `${text}\n`).join(''), work);
    const path = join(await run.outputDir(), 'optimized.txt');
    await writeFile(path, await processParts(parts, work), { signal: run.signal });
    return { optimized_text_file: path, part_count: parts.length, degraded, ...metered.output };
  }

  @TaskHandler(aiOptimizeSubtitlesTask)
  @GpuLock()
  async asSubtitles(input: AiOptimizeSubtitlesInput, run: TaskRun): Promise<Made<AiOptimizeSubtitlesOutput>> {
    const { cues, faults } = await readCues(input.segments_file, run.signal);
    const model = await this.models.open(input, run, { timeout: input.timeout });
    run.describe(model.work);
    const metered = new MeteredModel(model);
    const sources = cues.map(({ text }) => text);
    const work = {
      lines: sources,
      instruction: input.system_prompt_override ?? INSTRUCTION,
      temperature: input.temperature,
      segmentSize: input.segment_size,
      overlap: input.overlap_lines,
      maxRetries: input.max_retries,
      refuse: (source: string, line: string) => tooDifferent(source, line, input.diff_threshold),
    };
    const { lines, kept } = await rewriteLines(work, metered, run);
    const [original, optimized] = [
      join(await run.outputDir(), 'original.json'),
      join(await run.outputDir(), 'optimized.json'),
    ];
    await writeFile(original, writeJson(cues), { signal: run.signal });
    await writeFile(optimized, writeJson(withTexts(cues, lines)), { signal: run.signal });
    return {
      optimized_file_path: optimized,
      original_file_path: original,
      cue_count: cues.length,
      changed_count: lines.filter((line, at) => line !== sources[at]).length,
      kept_lines: kept.slice(0, MOST_SHOWN),
      degraded: [...model.degraded, ...faults, ...keptWords(kept, cues.length)],
      ...metered.output,
    };
  }
}

function tooDifferent(source: string, line: string, threshold: number): string | undefined {
  const changed = 1 - textSimilarity(source, line);
  return changed > threshold ? `the correction changes ${Math.round(changed * 100)} % of it` : undefined;
}

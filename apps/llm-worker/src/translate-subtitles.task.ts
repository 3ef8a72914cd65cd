import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import {
  translateSubtitlesTask,
  type Made,
  type TranslateSubtitlesInput,
  type TranslateSubtitlesOutput,
} from '@switchyard/contracts';
import { GpuLock } from '@switchyard/gpu-lock';
import { brokenText, tooFast, writeSubtitles, type Cue } from '@switchyard/subtitles';
import { TaskHandler, type TaskRun } from '@switchyard/worker-kit';
import { LanguageModels } from './language-models';
import { keptWords, withTexts } from './lines/cue-texts';
import { readCues } from './lines/read-cues';
import { rewriteLines, type LineProgress } from './lines/rewrite-lines';
import { shortenLines } from './lines/shorten-lines';
import { readText } from './text/read-text';
import { MeteredModel } from './usage';

/** Kept lines that the record itself holds. */
const MOST_SHOWN = 1000;
/** Share of the work before what is too long is asked for again. */
const TRANSLATING = 0.8;

/** Translates subtitles one by one, with those around them in sight. */
@Injectable()
export class TranslateSubtitles {
  constructor(private readonly models: LanguageModels) {}

  @TaskHandler(translateSubtitlesTask)
  @GpuLock()
  async translate(input: TranslateSubtitlesInput, run: TaskRun): Promise<Made<TranslateSubtitlesOutput>> {
    const { cues, faults } = await readCues(input.segments_file, run.signal);
    const more = input.prompt_file_path ? await readText(input.prompt_file_path, run.signal) : '';
    const model = await this.models.open(input, run, { timeout: input.timeout });
    run.describe(model.work);
    const metered = new MeteredModel(model);
    const work = {
      lines: cues.map(({ text }) => text),
      instruction: `${instructionOf(input)} ${more}`.trim(),
      temperature: input.temperature,
      segmentSize: input.segment_size,
      overlap: input.overlap_lines,
      maxRetries: input.max_retries,
    };
    const { lines, kept } = await rewriteLines(work, metered, part(run, 0, TRANSLATING));
    const foreign = new Set(kept.map(({ line }) => line - 1));
    const isTooLong = (line: string, at: number): boolean =>
      !foreign.has(at) && overLimits(inLines(cues.slice(at, at + 1), [line], input), input).length > 0;
    const fitted = await shortenLines({ ...work, lines }, isTooLong, metered, part(run, TRANSLATING, 1));
    const translated = inLines(cues, fitted, input);
    const [json, srt] = [
      join(await run.outputDir(), 'translated-segments.json'),
      join(await run.outputDir(), 'translated.srt'),
    ];
    const language = input.target_language;
    await writeFile(json, writeSubtitles(translated, 'json', { language }), { signal: run.signal });
    await writeFile(srt, writeSubtitles(translated, 'srt'), { signal: run.signal });
    return {
      translated_segments_file: json,
      srt_file: srt,
      cue_count: translated.length,
      kept_lines: kept.slice(0, MOST_SHOWN),
      degraded: [...model.degraded, ...faults, ...keptWords(kept, cues.length), ...overLimits(translated, input)],
      ...metered.output,
    };
  }
}

function instructionOf(input: TranslateSubtitlesInput): string {
  const from = input.source_language ? ` from ${input.source_language}` : '';
  const most = input.cpl_limit * input.max_lines;
  return `You translate subtitles${from} into ${input.target_language}. Write as people speak, in at most ${most} characters a line where that is possible.`;
}

const inLines = (cues: readonly Cue[], lines: readonly string[], { cpl_limit }: TranslateSubtitlesInput): Cue[] =>
  withTexts(
    cues,
    lines.map((line) => brokenText(line, cpl_limit)),
  );

/** A part of the progress of a task, which goes from 0 to 1 itself. */
const part = (run: TaskRun, from: number, to: number): LineProgress => ({
  progress: (fraction, message) => run.progress(from + (to - from) * fraction, message),
});

/** Says which of the limits the translation does not keep. */
function overLimits(cues: readonly Cue[], { cps_limit, cpl_limit, max_lines }: TranslateSubtitlesInput): string[] {
  const fast = cps_limit > 0 ? tooFast(cues, cps_limit) : 0;
  const long = cues.filter(({ text }) => text.split('\n').length > max_lines).length;
  return [
    ...(fast > 0 ? [`${fast} of ${cues.length} subtitles have more than ${cps_limit} characters a second`] : []),
    ...(long > 0 ? [`${long} of ${cues.length} subtitles have more than ${max_lines} lines of ${cpl_limit}`] : []),
  ];
}

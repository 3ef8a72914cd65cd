import {
  InputRejectedError,
  type Made,
  type PrepareTtsSegmentsInput,
  type PrepareTtsSegmentsOutput,
  type RebuildSubtitleInput,
  type RebuildSubtitleOutput,
  type SegmentSubtitlesInput,
  type SegmentSubtitlesOutput,
} from '@switchyard/contracts';
import type { EngineWork } from '@switchyard/engine';
import {
  piecesOf,
  rebuildCues,
  speakable,
  timePieces,
  toMilliseconds,
  writeJson,
  writeSrt,
} from '@switchyard/subtitles';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Job } from '../subtitle-methods';
import { readSegments, readText, readWords } from './read-segments';

/** Segments that the record itself holds; the file holds all. */
const MOST_SHOWN = 1000;
/** Where less of a text was said, the times are guesses. */
const ENOUGH_SAID = 0.5;

export async function rebuild(job: Job<RebuildSubtitleInput>, work: EngineWork): Promise<Made<RebuildSubtitleOutput>> {
  const { input } = job;
  const { cues, faults } = await readSegments(input.segments_data ?? input.segments_file ?? [], work.signal);
  const text = input.optimized_text ?? (await readText(input.optimized_text_file ?? '', work.signal));
  const { cues: rebuilt, ...counts } = await rebuildCues(cues, requireWords(text, 'the corrected text'));
  const wordless = cues.filter(({ words }) => !words).length;
  return {
    optimized_segments_file: await write(job, work, 'optimized-segments.json', writeJson(rebuilt)),
    ...(input.report ? { report_file: await write(job, work, 'report.json', JSON.stringify(counts, null, 2)) } : {}),
    total_segments: rebuilt.length,
    changed_segments: counts.changes.length,
    degraded: [
      ...faults,
      ...(wordless > 0 ? [`${wordless} of ${cues.length} segments have no words: their times are by length`] : []),
      ...(counts.dropped > 0 ? [`${counts.dropped} segments are left out: the corrected text has none of them`] : []),
      ...unsaid(counts),
    ],
  };
}

export async function segment(
  job: Job<SegmentSubtitlesInput>,
  work: EngineWork,
): Promise<Made<SegmentSubtitlesOutput>> {
  const { input } = job;
  const text = input.subtitle_text ?? (await readText(input.subtitle_file ?? '', work.signal));
  const { cues: words, faults } = await readWords(input.words ?? input.words_json_path ?? [], work.signal);
  if (words.length === 0) throw new InputRejectedError('no words with times were given: there is nothing to time by');
  const pieces = piecesOf(requireWords(text, 'the text'), { maxChars: input.max_chars, language: input.language });
  const { cues, ...counts } = await timePieces(pieces, words);
  return {
    segmented_subtitle_file: await write(job, work, 'subtitles.srt', writeSrt(cues)),
    segments_file: await write(job, work, 'segments.json', writeJson(cues, { language: input.language })),
    total_segments: cues.length,
    degraded: [...faults, ...unsaid(counts)],
  };
}

export async function prepare(
  job: Job<PrepareTtsSegmentsInput>,
  work: EngineWork,
): Promise<Made<PrepareTtsSegmentsOutput>> {
  const { input } = job;
  const { cues, faults } = await readSegments(input.segments_data ?? input.segments_file ?? [], work.signal);
  const spoken = speakable(cues, { mergeGap: input.merge_gap, maxChars: input.max_chars });
  return {
    prepared_segments_file: await write(job, work, 'prepared-segments.json', writeJson(spoken)),
    prepared_segments: spoken.slice(0, MOST_SHOWN).map((cue, at) => ({
      ...cue,
      id: at + 1,
      start: toMilliseconds(cue.start),
      end: toMilliseconds(cue.end),
    })),
    total_segments: spoken.length,
    input_summary: {
      segments: cues.length,
      characters: cues.reduce((sum, { text }) => sum + text.length, 0),
      speakers: new Set(cues.flatMap(({ speaker }) => speaker ?? [])).size,
    },
    degraded: faults,
  };
}

function requireWords(text: string, what: string): string {
  if (!/[\p{L}\p{N}]/u.test(text)) throw new InputRejectedError(`${what} holds no words`);
  return text;
}

async function write({ outputDir }: Job<unknown>, { signal }: EngineWork, name: string, text: string): Promise<string> {
  const path = join(outputDir, name);
  await writeFile(path, text, { signal });
  return path;
}

/** Says how much of a text has times that are only guessed. */
function unsaid({ kept, added }: { kept: number; added: number }): string[] {
  const all = kept + added;
  return kept < ENOUGH_SAID * all
    ? [`only ${kept} of ${all} words of the text were said: their times are guesses`]
    : [];
}

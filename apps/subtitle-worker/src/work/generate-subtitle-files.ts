import type { GenerateSubtitleFilesInput, GenerateSubtitleFilesOutput, Made } from '@switchyard/contracts';
import type { EngineWork } from '@switchyard/engine';
import { tooFast, writeSubtitles, type Cue, type SubtitleFormat, type WriteOptions } from '@switchyard/subtitles';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Job } from '../subtitle-methods';
import { layoutInSteps } from './layout-in-steps';
import { readSegments } from './read-segments';

/** One file to write: its place in `subtitle_files`, its name after the file's, and how it is written. */
interface Piece {
  kind: string;
  format: SubtitleFormat;
  suffix: string;
  options: WriteOptions & { language?: string };
}

/** Share of the work that is laying out; the rest is writing. */
const LAYOUT_SHARE = 0.6;

export async function generate(
  { input, outputDir }: Job<GenerateSubtitleFilesInput>,
  { progress, signal }: EngineWork,
): Promise<Made<GenerateSubtitleFilesOutput>> {
  const { cues: segments, faults } = await readSegments(input.segments_file, signal);
  const cues = await layoutInSteps(segments, rulesOf(input), signal, (done) => progress(done * LAYOUT_SHARE));
  const pieces = piecesFor(input, cues);
  const written = new Map<Piece, string>();
  for (const piece of pieces) {
    const name = `${input.output_filename}${piece.suffix}.${piece.format}`;
    const path = join(outputDir, name);
    await writeFile(path, writeSubtitles(cues, piece.format, piece.options), { signal });
    written.set(piece, path);
    progress(LAYOUT_SHARE + ((1 - LAYOUT_SHARE) * written.size) / pieces.length, name);
    await setImmediate();
  }
  return {
    ...outputOf(input, written, cues.length),
    degraded: [...faults, ...haste(cues, input.max_chars_per_second)],
  };
}

const rulesOf = (input: GenerateSubtitleFilesInput): Parameters<typeof layoutInSteps>[1] => ({
  maxCharsPerLine: input.max_chars_per_line,
  maxLines: input.max_lines,
  minGap: input.min_gap,
  audioDuration: input.audio_duration,
  maxCharsPerSecond: input.max_chars_per_second,
  parted: input.part_overlaps,
});

/** Says which promise about reading speed the times did not allow. */
function haste(cues: readonly Cue[], limit: number): string[] {
  const fast = limit > 0 ? tooFast(cues, limit) : 0;
  return fast > 0 ? [`${fast} of ${cues.length} subtitles have more than ${limit} characters a second`] : [];
}

/** Every file of the output: speakers and words get files of their own, where the segments have them. */
function piecesFor(input: GenerateSubtitleFilesInput, cues: readonly Cue[]): Piece[] {
  const formats = [...new Set(input.formats)];
  const shown = formats.filter((format) => format !== 'json');
  const each = (kind: string, suffix: string, options: WriteOptions): Piece[] =>
    shown.map((format) => ({ kind, format, suffix, options }));
  const json = { kind: 'json', format: 'json', suffix: '', options: { language: input.language } } as const;
  return [
    ...each('basic', '', {}),
    ...(cues.some((cue) => cue.speaker) ? each('with_speakers', '.speakers', { speakers: true }) : []),
    ...(cues.some((cue) => cue.words) ? each('word_timestamps', '.words', { words: true }) : []),
    ...(formats.includes('json') ? [json] : []),
  ];
}

function outputOf(
  input: GenerateSubtitleFilesInput,
  written: ReadonlyMap<Piece, string>,
  cueCount: number,
): Omit<Made<GenerateSubtitleFilesOutput>, 'degraded'> {
  const files: Record<string, Record<string, string>> = {};
  for (const [{ kind, format }, path] of written) (files[kind] ??= {})[format] = path;
  const pathOf = (format: SubtitleFormat): string | undefined =>
    [...written].find(([piece]) => piece.format === format)?.[1];
  return {
    subtitle_path: pathOf(input.formats[0] ?? 'srt') ?? '',
    json_path: pathOf('json'),
    subtitle_files: files,
    cue_count: cueCount,
  };
}

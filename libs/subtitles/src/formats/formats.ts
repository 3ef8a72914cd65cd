import type { Cue } from '../cue';
import { linesOf } from '../text';
import { parseClock } from '../time';
import { parseAss, writeAss } from './ass';
import { parseSegments, writeJson } from './json';
import { parseSrt, writeSrt } from './srt';
import { parseVtt, writeVtt } from './vtt';
import type { Report } from './faults';
import type { WriteOptions } from './write-options';

export type SubtitleFormat = 'srt' | 'vtt' | 'ass' | 'json';

const PARSERS: Readonly<Record<SubtitleFormat, (file: string, report?: Report) => Cue[]>> = {
  srt: parseSrt,
  vtt: parseVtt,
  ass: parseAss,
  json: parseSegments,
};

type Writer = (cues: readonly Cue[], options?: WriteOptions & { language?: string }) => string;
const WRITERS: Readonly<Record<SubtitleFormat, Writer>> = {
  srt: writeSrt,
  vtt: writeVtt,
  ass: writeAss,
  json: writeJson,
};

/** The cues of a file; a malformed one is refused with the place at fault, unless `report` takes it (`leniently`). */
export const parseSubtitles = (file: string, format: SubtitleFormat, report?: Report): Cue[] =>
  PARSERS[format](file, report);

/** Tells the format of subtitles by what they look like; nothing where they are none of these. */
export function subtitleFormatOf(file: string): 'srt' | 'vtt' | 'ass' | undefined {
  const lines = linesOf(file);
  const first = lines.find((line) => line.trim() !== '') ?? '';
  if (/^\[script info\]/i.test(first.trim())) return 'ass';
  if (/^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? '')) return 'vtt';
  return lines.some((line) => line.includes('-->') && parseClock(line.split('-->', 1)[0] ?? '') !== undefined)
    ? 'srt'
    : undefined;
}

/** The file of some cues. */
export const writeSubtitles = (
  cues: readonly Cue[],
  format: SubtitleFormat,
  options: WriteOptions & { language?: string } = {},
): string => WRITERS[format](cues, options);

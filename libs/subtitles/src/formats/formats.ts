import type { Cue } from '../cue';
import { parseAss, writeAss } from './ass';
import { parseSegments, writeJson } from './json';
import { parseSrt, writeSrt } from './srt';
import { parseVtt, writeVtt } from './vtt';
import type { WriteOptions } from './write-options';

export type SubtitleFormat = 'srt' | 'vtt' | 'ass' | 'json';

const PARSERS: Readonly<Record<SubtitleFormat, (file: string) => Cue[]>> = {
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

/** The cues of a file; a malformed one is refused with the place at fault. */
export const parseSubtitles = (file: string, format: SubtitleFormat): Cue[] => PARSERS[format](file);

/** The file of some cues. */
export const writeSubtitles = (
  cues: readonly Cue[],
  format: SubtitleFormat,
  options: WriteOptions & { language?: string } = {},
): string => WRITERS[format](cues, options);

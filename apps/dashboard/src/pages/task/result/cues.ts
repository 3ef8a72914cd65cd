import type { TaskEvent } from '@switchyard/client';

/** One subtitle; times in seconds. */
export interface Cue {
  start: number;
  end: number;
  text: string;
  speaker?: string;
  words?: Word[];
}

export interface Word {
  word: string;
  start: number;
  end: number;
}

/** Fields of results that name a JSON file with segments, the best first. */
const SEGMENT_FIELDS = ['json_path', 'merged_segments_file', 'segments_file', 'json_file', 'translated_file'];

/** The JSON file of a result that has its subtitles. */
export function segmentsFileOf(output: Record<string, unknown> | null | undefined): string | undefined {
  const paths = SEGMENT_FIELDS.map((field) => output?.[field]);
  return paths.find((path): path is string => typeof path === 'string' && path.endsWith('.json'));
}

/** Subtitles out of a file's JSON: a list, or an object that has one under `segments` or `cues`. */
export function cuesIn(json: unknown): Cue[] {
  const list = Array.isArray(json)
    ? json
    : ((json as Record<string, unknown> | null)?.['segments'] ?? (json as Record<string, unknown> | null)?.['cues']);
  return Array.isArray(list) ? list.filter(isCue) : [];
}

/** Subtitles that a running attempt has told of so far; a new attempt begins anew. */
export function cuesSoFar(events: readonly TaskEvent[]): Cue[] {
  const start = events.findLastIndex(({ type }) => type === 'started');
  const told = events.slice(start + 1).filter(({ type }) => type === 'output');
  const cues = told.map(({ payload }) => payload as unknown).filter(isCue);
  return cues.sort((a, b) => a.start - b.start);
}

function isCue(value: unknown): value is Cue {
  const { start, end, text } = (value ?? {}) as Partial<Cue>;
  return typeof start === 'number' && typeof end === 'number' && typeof text === 'string';
}

/** The subtitle at a time; the last one that has begun when several have. */
export const cueAt = (cues: readonly Cue[], seconds: number): number =>
  cues.findLastIndex(({ start, end }) => start <= seconds && seconds < end);

const stamp = (seconds: number): string => new Date(Math.max(0, seconds) * 1000).toISOString().slice(11, 23);

/** `0:01:02.3` as people read it in a list. */
export const shortStamp = (seconds: number): string => stamp(seconds).slice(0, 10).replace(/^00:/, '');

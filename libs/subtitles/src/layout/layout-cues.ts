import type { Cue } from '../cue';
import { partOverlaps } from './part-overlaps';
import { splitCue, type LineRules } from './split-cue';

export interface TimeRules {
  /** Shortest time between a cue and the next, in seconds. */
  minGap: number;
  /** Length of the audio in seconds; 0 when it is not known. */
  audioDuration: number;
  /** A cue with more text than this stays for longer where there is time after it; 0: as long as it is spoken. */
  maxCharsPerSecond?: number;
  /** Cues that overlap (two people at once) follow each other (`partOverlaps`). */
  parted?: boolean;
}

/** A gap never makes a cue shorter than this: what is not seen need not be parted. Seconds. */
const SHORTEST = 0.1;
/** Times are sums of fractions; this much of a character is none. */
const ROUNDING = 1e-6;

/**
 * Cues as they are shown: sorted, broken into lines, long ones split, gaps kept, none after the end of the audio.
 * Unless they are `parted`, cues that overlap already stay so; no new overlap is made.
 */
export const layoutCues = (cues: readonly Cue[], rules: LineRules & TimeRules): Cue[] =>
  fitTimes(
    cues.flatMap((cue) => splitCue(cue, rules)),
    rules,
  );

/** The time rules alone, for cues that are broken into lines already. */
export function fitTimes(cues: readonly Cue[], rules: TimeRules): Cue[] {
  const { minGap, audioDuration, maxCharsPerSecond = 0, parted = false } = rules;
  const limit = audioDuration > 0 ? audioDuration : Infinity;
  const sorted = cues
    .filter((cue) => cue.start < limit)
    .map((cue) => ({ ...cue, end: Math.min(cue.end, limit) }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const placed = parted ? partOverlaps(sorted) : sorted;
  return placed.map((cue, index) => {
    const next = placed[index + 1];
    const reading = maxCharsPerSecond > 0 ? cue.text.length / maxCharsPerSecond : 0;
    const wanted = Math.max(cue.end, Math.min(limit, cue.start + reading));
    const free = next && next.start < cue.end ? cue.end : (next?.start ?? Infinity) - minGap;
    const least = Math.min(cue.end, cue.start + SHORTEST);
    return { ...cue, end: Math.min(wanted, Math.max(free, least)) };
  });
}

/** How many cues stand for less time than their text takes to read. */
export const tooFast = (cues: readonly Cue[], maxCharsPerSecond: number): number =>
  cues.filter(({ text, start, end }) => text.length > maxCharsPerSecond * (end - start) + ROUNDING).length;

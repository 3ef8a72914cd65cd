import type { Cue } from '../cue';
import { splitCue, type LineRules } from './split-cue';

export interface TimeRules {
  /** Shortest time between a cue and the next, in seconds. */
  minGap: number;
  /** Length of the audio in seconds; 0 when it is not known. */
  audioDuration: number;
}

/** A gap never makes a cue shorter than this: what is not seen need not be parted. Seconds. */
const SHORTEST = 0.1;

/**
 * Cues as they are shown: sorted, broken into lines, long ones split, gaps kept, none after the end of the audio.
 * Cues that overlap already (two people at once) stay so; no new overlap is made.
 */
export const layoutCues = (cues: readonly Cue[], rules: LineRules & TimeRules): Cue[] =>
  fitTimes(
    cues.flatMap((cue) => splitCue(cue, rules)),
    rules,
  );

/** The time rules alone, for cues that are broken into lines already. */
export function fitTimes(cues: readonly Cue[], { minGap, audioDuration }: TimeRules): Cue[] {
  const limit = audioDuration > 0 ? audioDuration : Infinity;
  const sorted = cues
    .filter((cue) => cue.start < limit)
    .map((cue) => ({ ...cue, end: Math.min(cue.end, limit) }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  return sorted.map((cue, index) => {
    const next = sorted[index + 1];
    const latest = next && next.start >= cue.end ? next.start - minGap : cue.end;
    return { ...cue, end: Math.min(cue.end, Math.max(latest, Math.min(cue.end, cue.start + SHORTEST))) };
  });
}

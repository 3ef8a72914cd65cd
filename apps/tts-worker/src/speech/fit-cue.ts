import type { PlacedCue, SpokenSpan } from '../tts-methods';

export interface CueRoom {
  cue: SpokenSpan;
  /** Where the speech before it ends. */
  free: number;
  /** Where the next cue begins; nothing after the last one. */
  next?: number;
  /** Length of the track, if it is given. */
  duration?: number;
  minGap: number;
  maxSpeedup: number;
}

/** Differences that are not heard. */
const TOLERANCE = 0.02;

/**
 * Where a cue is spoken that takes some seconds at its natural speed. It may go on in the silence up to the next cue; where
 * that does not do it is spoken faster, and what then still is too long delays the next one: speech never overlaps.
 */
export function fitCue(naturalSeconds: number, { cue, free, next, duration, ...rules }: CueRoom): PlacedCue {
  const start = Math.max(cue.start, free);
  const limit = Math.max(cue.end, next === undefined ? (duration ?? cue.end) : next - rules.minGap);
  const room = limit - start;
  const wanted = room > 0 ? naturalSeconds / room : Infinity;
  const speedup = Math.min(rules.maxSpeedup, Math.max(1, wanted));
  const end = start + naturalSeconds / speedup;
  const over = end - limit;
  return { start, end, speedup, over: over > TOLERANCE ? over : 0 };
}

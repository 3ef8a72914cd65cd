import { SAMPLE_RATE } from '../decode/sample-rate';
import type { Span } from '../span';

export interface ChunkOptions {
  /** Samples of the whole audio. */
  length: number;
  /** Seconds that a chunk should be long. */
  target: number;
  /** Seconds that it may be long, at least `target`. */
  max: number;
}

/**
 * Cuts audio into chunks that cover every sample once. A cut is in the middle of the longest pause between the spans of
 * speech that lies within `max - target` of the target; without any the chunk is `max` long, whatever is said there. A rest
 * of up to `max` is not cut.
 */
export function cutAtPauses(speech: readonly Span[], { length, target, max }: ChunkOptions): Span[] {
  if (!(target > 0 && max >= target)) throw new RangeError(`chunks of ${target} s, at most ${max} s: not possible`);
  const [most, about] = [Math.floor(max * SAMPLE_RATE), Math.floor(target * SAMPLE_RATE)];
  // Not below half of the target, however far max is away.
  const least = Math.max(Math.ceil(about / 2), 2 * about - most);
  const pauses = pausesBetween(speech, length);
  const chunks: Span[] = [];
  let start = 0;
  for (; length - start > most; start = chunks.at(-1)!.end) {
    const end = middleOfLongest(pauses, { start: start + least, end: start + most }) ?? start + most;
    chunks.push({ start, end });
  }
  return length > start ? [...chunks, { start, end: length }] : chunks;
}

/** What lies between spans, before the first and behind the last. */
function pausesBetween(speech: readonly Span[], length: number): Span[] {
  const starts = [0, ...speech.map(({ end }) => end)];
  const ends = [...speech.map(({ start }) => start), length];
  return starts.map((start, i) => ({ start, end: ends[i]! })).filter(({ start, end }) => end > start);
}

function middleOfLongest(pauses: readonly Span[], within: Span): number | undefined {
  let longest: Span | undefined;
  for (const pause of pauses) {
    const part = { start: Math.max(pause.start, within.start), end: Math.min(pause.end, within.end) };
    if (part.end > part.start && (!longest || part.end - part.start > longest.end - longest.start)) longest = part;
  }
  return longest && Math.ceil((longest.start + longest.end) / 2);
}

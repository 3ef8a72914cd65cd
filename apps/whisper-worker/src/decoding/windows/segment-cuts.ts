/** A segment as the timestamps of a window's text cut it; times in seconds of the chunk. */
export interface CutSegment {
  start: number;
  end: number;
  /** With the timestamps. */
  tokens: readonly number[];
}

export interface CutWindow {
  segments: CutSegment[];
  /** Frame at which the next window begins. */
  next: number;
  /** The text ends with one timestamp: nothing is said after it. */
  endsInSilence: boolean;
}

/** Where a window lies in its chunk; 100 frames a second. */
export interface WindowPlace {
  first: number;
  frames: number;
}

const FRAME_SECONDS = 0.01;
const TIMESTAMP_SECONDS = 0.02;
const FRAMES_PER_TIMESTAMP = 2;

/** Cuts a window's text into segments, and says where to listen next (`_split_segments_by_timestamps`). */
export function cutSegments(
  tokens: readonly number[],
  { first, frames }: WindowPlace,
  firstTimestamp: number,
): CutWindow {
  const isTimestamp = (at: number) => (tokens[at] ?? -1) >= firstTimestamp;
  const steps = (token: number) => token - firstTimestamp;
  const offset = first * FRAME_SECONDS;
  const endsInSilence = tokens.length >= 2 && !isTimestamp(tokens.length - 2) && isTimestamp(tokens.length - 1);
  const cuts = tokens.flatMap((_, at) => (at > 0 && isTimestamp(at) && isTimestamp(at - 1) ? [at] : []));
  if (cuts.length === 0) {
    const last = tokens.findLast((token) => token >= firstTimestamp) ?? firstTimestamp;
    const length = last === firstTimestamp ? frames * FRAME_SECONDS : steps(last) * TIMESTAMP_SECONDS;
    return { segments: [{ start: offset, end: offset + length, tokens }], next: first + frames, endsInSilence };
  }
  if (endsInSilence) cuts.push(tokens.length);
  const segments = cuts.map((cut, index) => {
    const part = tokens.slice(index === 0 ? 0 : cuts[index - 1], cut);
    const time = (token: number) => offset + steps(token) * TIMESTAMP_SECONDS;
    return { start: time(part[0]!), end: time(part.at(-1)!), tokens: part };
  });
  // What follows the last pair of timestamps is unfinished: it is heard again.
  const heard = endsInSilence ? frames : steps(tokens[cuts.at(-1)! - 1]!) * FRAMES_PER_TIMESTAMP;
  return { segments, next: first + heard, endsInSilence };
}

import { InputRejectedError } from '@switchyard/contracts';

export interface TimeRange {
  start: number;
  seconds: number;
}

/** Lengths in containers are rounded; this much beyond the end still means the end. */
const TOLERANCE = 0.5;

/** The part of media of a known length that is asked for; one outside of it is refused. */
export function timeRange(duration: number, start = 0, end = duration): TimeRange {
  if (start >= duration) throw new InputRejectedError(`start is ${start} s, but the media is only ${duration} s long`);
  if (end > duration + TOLERANCE) {
    throw new InputRejectedError(`end is ${end} s, but the media is only ${duration} s long`);
  }
  if (end <= start) throw new InputRejectedError(`end (${end} s) must be greater than start (${start} s)`);
  return { start, seconds: Math.min(end, duration) - start };
}

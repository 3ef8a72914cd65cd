import { InputRejectedError } from '@switchyard/contracts';

/** The part of media that is asked for, in seconds; all of it without. */
export interface TimeRange {
  start?: number;
  end?: number;
}

/** Lengths are rounded; this much beyond the end still means the end. */
const TOLERANCE = 0.5;

/** Refuses a range that ends before it begins. */
export function requireOrder({ start = 0, end = Infinity }: TimeRange): void {
  if (end <= start) throw new InputRejectedError(`end (${end} s) must be greater than start (${start} s)`);
}

/** Refuses a range that reaches out of media of a length, which is measured, not taken from what a container states. */
export function requireWithin({ start = 0, end = 0 }: TimeRange, seconds: number): void {
  const long = `but the media is only ${Math.round(seconds * 1000) / 1000} s long`;
  if (start >= seconds) throw new InputRejectedError(`start is ${start} s, ${long}`);
  if (end > seconds + TOLERANCE) throw new InputRejectedError(`end is ${end} s, ${long}`);
}

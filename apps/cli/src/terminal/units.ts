import { InvalidArgumentError } from 'commander';
import { filesize } from 'filesize';
import ms, { type StringValue } from 'ms';

const WITH_UNIT = /^\d+(\.\d+)?\s*(s|m|h|d|w)$/i;

/** An age such as `7d`; its unit must be said, because `7` alone could mean anything. @returns milliseconds */
export function parseAge(text: string): number {
  if (WITH_UNIT.test(text.trim())) return ms(text.trim() as StringValue);
  throw new InvalidArgumentError('It is a number with a unit: 90s, 30m, 12h, 7d, 2w.');
}

/** A time limit in seconds, or with a unit: `90`, `1.5h`. @returns seconds */
export function parseSeconds(text: string): number {
  if (WITH_UNIT.test(text.trim())) return ms(text.trim() as StringValue) / 1000;
  if (/^\d+(\.\d+)?$/.test(text.trim())) return Number(text);
  throw new InvalidArgumentError('It is a number of seconds, or one with a unit: 90, 90s, 30m, 2h.');
}

export function parseCount(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a whole number, 1 or more.');
}

export function parseBytes(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a whole number of bytes, 1 or more.');
}

export function parsePriority(text: string): number {
  if (/^\d$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a digit, 0 to 9; 9 goes first.');
}

export const formatBytes = (bytes: number): string => filesize(bytes, { standard: 'iec', round: 1 });

/** `11 ms`, `1.4 s`, `2 min 5 s`, `3 h 10 min`. */
export function formatSeconds(seconds: number): string {
  if (seconds > 0 && seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${Math.round(seconds * 10) / 10} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** A place in a film: `0:01.04`, `1:02:03.50`. */
export function formatClock(seconds: number): string {
  const hundredths = Math.round(seconds * 100);
  const pad = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(hundredths / 360_000), Math.floor(hundredths / 6000) % 60];
  const rest = `${pad(Math.floor(hundredths / 100) % 60)}.${pad(hundredths % 100)}`;
  return hours > 0 ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** `3m ago`. */
export const formatAge = (timestamp: string, nowMs = Date.now()): string =>
  `${ms(Math.max(0, Math.floor((nowMs - Date.parse(timestamp)) / 1000) * 1000))} ago`;

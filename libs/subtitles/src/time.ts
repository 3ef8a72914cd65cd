import { InputRejectedError } from '@switchyard/contracts';

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** `h:mm:ss` and a fraction of as many digits as `unitsPerSecond` needs; rounded as a whole, so that no 1000 ms appear. */
function clock(seconds: number, unitsPerSecond: 100 | 1000, hourDigits: number, point: string): string {
  const units = Math.round(Math.max(0, seconds) * unitsPerSecond);
  const whole = Math.floor(units / unitsPerSecond);
  const fraction = pad(units % unitsPerSecond, unitsPerSecond === 1000 ? 3 : 2);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return `${pad(hours, hourDigits)}:${pad(minutes, 2)}:${pad(whole % 60, 2)}${point}${fraction}`;
}

/** `01:02:03,004` */
export const srtTime = (seconds: number): string => clock(seconds, 1000, 2, ',');
/** `01:02:03.004` */
export const vttTime = (seconds: number): string => clock(seconds, 1000, 2, '.');
/** `1:02:03.04`: ASS knows centiseconds only. */
export const assTime = (seconds: number): string => clock(seconds, 100, 1, '.');

/** Rounded to whole milliseconds. */
export const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;

const CLOCK = /^(-?)(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?$/;

/** Seconds of `[-][h:]mm:ss[.,]fraction`, or nothing when it is no such time. */
export function parseClock(text: string): number | undefined {
  const match = CLOCK.exec(text.trim());
  if (!match) return undefined;
  const [, sign, hours = '0', minutes = '0', seconds = '0', fraction = '0'] = match;
  if (Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  const time = (whole * 1000 + Number(fraction.padEnd(3, '0'))) / 1000;
  return sign === '-' ? -time : time;
}

/** A subtitle file that breaks its format, with the line at fault, counted from 1. */
export class MalformedSubtitlesError extends InputRejectedError {
  constructor(
    readonly format: string,
    readonly line: number,
    readonly problem: string,
  ) {
    super(`not a valid ${format} file: line ${line}: ${problem}`);
  }
}

/** The times of `start --> end [settings]`. */
export function parseTiming(text: string, format: string, line: number): { start: number; end: number } {
  const [from = '', rest = ''] = text.split('-->', 2);
  const start = parseClock(from);
  const end = parseClock(rest.trim().split(/\s+/)[0] ?? '');
  if (start === undefined || end === undefined) {
    throw new MalformedSubtitlesError(format, line, `expected "start --> end", found ${excerpt(text)}`);
  }
  return inOrder(start, end, format, line);
}

/** The two times, from 0 on, unless the end comes first. */
export function inOrder(start: number, end: number, format: string, line: number): { start: number; end: number } {
  if (end < 0) throw new MalformedSubtitlesError(format, line, 'it ends before the beginning');
  if (end >= start) return { start: Math.max(0, start), end };
  throw new MalformedSubtitlesError(format, line, `the end (${end} s) comes before the start (${start} s)`);
}

/** Text short enough for a message. */
export const clip = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text);

/** A piece of the file short enough for a message, in quotes. */
export const excerpt = (text: string): string => JSON.stringify(clip(text));

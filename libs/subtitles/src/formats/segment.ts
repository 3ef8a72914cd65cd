import { InputRejectedError } from '@switchyard/contracts';
import type { Cue, SpeakerTurn, Stretch, Word } from '../cue';
import { cleanText, oneLine } from '../text';
import { clip, toMilliseconds } from '../time';
import { attempt, type Report } from './faults';

/** Longer text in one segment is a mistake in the file, and slow to lay out. */
const MAX_TEXT = 100_000;

/** One segment of a file, checked; `number` counts from 1 and is named in what is thrown and reported. */
export function cueOf(segment: unknown, number: number, report: Report): Cue {
  if (!isRecord(segment)) throw fault(number, `must be an object, found ${shown(segment)}`);
  const { text, speaker, words } = segment;
  if (typeof text !== 'string') throw fault(number, `"text" must be text, found ${shown(text)}`);
  if (text.length > MAX_TEXT) throw fault(number, `"text" has ${text.length} characters, more than ${MAX_TEXT}`);
  const times = timesOf(segment, number, '');
  if (times.start < 0) report(fault(number, `"start" is ${times.start} s; it begins at 0 instead`));
  const cue: Cue = { start: Math.max(0, times.start), end: times.end, text: cleanText(text) };
  if (given(speaker)) cue.speaker = speakerOf(speaker, number);
  if (given(words)) cue.words = wordsOf(words, cue, number, report);
  if (!cue.words?.length) delete cue.words;
  return cue;
}

/** One word with its times, or the words of one segment. */
export function wordsFrom(item: unknown, number: number, report: Report): Word[] {
  if (!isRecord(item) || typeof item.word !== 'string') return cueOf(item, number, report).words ?? [];
  const { start, end } = timesOf(item, number, '');
  return [{ word: item.word, start: Math.max(0, start), end }];
}

/** One turn of a diarization, checked like a segment. */
export function turnOf(turn: unknown, number: number): SpeakerTurn {
  if (!isRecord(turn)) throw fault(number, `must be an object, found ${shown(turn)}`);
  return { ...clipped(timesOf(turn, number, '')), speaker: speakerOf(turn.speaker, number) };
}

/** A stretch of time, with the text and the speaker where it has them. */
export function stretchOf(item: unknown, number: number, report: Report): Stretch {
  if (!isRecord(item)) throw fault(number, `must be an object, found ${shown(item)}`);
  if (item.text !== undefined) return cueOf(item, number, report);
  return given(item.speaker) ? turnOf(item, number) : clipped(timesOf(item, number, ''));
}

function timesOf(from: Record<string, unknown>, number: number, of: string): { start: number; end: number } {
  const [start, end] = [timeOf(from, 'start', number, of), timeOf(from, 'end', number, of)];
  if (end < 0) throw fault(number, `${of}"end" must be a number of seconds, 0 or more, found ${end}`);
  if (end < start) throw fault(number, `${of}the end (${end} s) comes before the start (${start} s)`);
  return { start, end };
}

function timeOf(from: Record<string, unknown>, key: 'start' | 'end', number: number, of: string): number {
  const value = from[key];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw fault(number, `${of}"${key}" must be a number of seconds, 0 or more, found ${shown(value)}`);
}

function speakerOf(speaker: unknown, number: number): string {
  if (typeof speaker === 'string' || typeof speaker === 'number') return oneLine(String(speaker));
  throw fault(number, `"speaker" must be text, found ${shown(speaker)}`);
}

/** Aligners leave words without times, e.g. numbers; bad times are reported and count as none. */
function wordsOf(words: unknown, cue: Cue, number: number, report: Report): Word[] {
  if (!Array.isArray(words)) throw fault(number, `"words" must be an array, found ${shown(words)}`);
  const read = words.flatMap((word: unknown, index): Partial<Word>[] => {
    const of = `word ${index + 1}: `;
    if (!isRecord(word) || typeof word.word !== 'string') throw fault(number, `${of}must have a "word"`);
    const made: Partial<Word> = { word: word.word };
    if (given(word.start) && given(word.end)) {
      const [times] = attempt(() => timesOf(word, number, of), report);
      if (times) Object.assign(made, { start: Math.max(0, times.start), end: times.end });
    }
    if (typeof word.probability === 'number') made.probability = word.probability;
    return [made];
  });
  return read.some(({ start }) => start !== undefined) ? withTimes(read, cue) : [];
}

/** Words without times share the time between their neighbours, or up to an end of the segment. */
function withTimes(words: readonly Partial<Word>[], cue: Cue): Word[] {
  const timed: Word[] = [];
  for (const [at, { word = '', start, end, ...more }] of words.entries()) {
    if (start !== undefined && end !== undefined) {
      timed.push({ word, start, end, ...more });
      continue;
    }
    const next = words.slice(at).findIndex((other) => other.start !== undefined);
    const [left, until] = next < 0 ? [words.length - at, cue.end] : [next, words[at + next]?.start ?? cue.end];
    const from = timed.at(-1)?.end ?? Math.min(cue.start, until);
    const to = from + Math.max(0, until - from) / left;
    timed.push({ word, start: toMilliseconds(from), end: toMilliseconds(to), ...more });
  }
  return timed;
}

const clipped = ({ start, end }: Stretch): Stretch => ({ start: Math.max(0, start), end });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const given = (value: unknown): boolean => value !== undefined && value !== null;
const shown = (value: unknown): string => (value === undefined ? 'nothing' : clip(JSON.stringify(value)));
const fault = (number: number, problem: string): InputRejectedError =>
  new InputRejectedError(`segment ${number}: ${problem}`);

import { InputRejectedError } from '@switchyard/contracts';
import type { Cue, Word } from '../cue';
import { cleanText, oneLine } from '../text';
import { clip } from '../time';

/** Longer text in one segment is a mistake of whoever made the file, and slow to lay out. */
const MAX_TEXT = 100_000;

/** One segment of a file, checked; `number` counts from 1 and is named in what is thrown. */
export function cueOf(segment: unknown, number: number): Cue {
  if (!isRecord(segment)) throw fault(number, `must be an object, found ${shown(segment)}`);
  const { text, speaker, words } = segment;
  if (typeof text !== 'string') throw fault(number, `"text" must be text, found ${shown(text)}`);
  if (text.length > MAX_TEXT) throw fault(number, `"text" has ${text.length} characters, more than ${MAX_TEXT}`);
  const cue: Cue = { ...timesOf(segment, number, ''), text: cleanText(text) };
  if (given(speaker)) cue.speaker = speakerOf(speaker, number);
  if (given(words)) cue.words = wordsOf(words, number);
  if (!cue.words?.length) delete cue.words;
  return cue;
}

function timesOf(from: Record<string, unknown>, number: number, of: string): { start: number; end: number } {
  const [start, end] = [timeOf(from, 'start', number, of), timeOf(from, 'end', number, of)];
  if (end < start) throw fault(number, `${of}the end (${end} s) comes before the start (${start} s)`);
  return { start, end };
}

function timeOf(from: Record<string, unknown>, key: 'start' | 'end', number: number, of: string): number {
  const value = from[key];
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  throw fault(number, `${of}"${key}" must be a number of seconds, 0 or more, found ${shown(value)}`);
}

function speakerOf(speaker: unknown, number: number): string {
  if (typeof speaker === 'string' || typeof speaker === 'number') return oneLine(String(speaker));
  throw fault(number, `"speaker" must be text, found ${shown(speaker)}`);
}

/** Words without times, as aligners leave them for numbers, are left out. */
function wordsOf(words: unknown, number: number): Word[] {
  if (!Array.isArray(words)) throw fault(number, `"words" must be an array, found ${shown(words)}`);
  return words.flatMap((word: unknown, index) => {
    const of = `word ${index + 1}: `;
    if (!isRecord(word) || typeof word.word !== 'string') throw fault(number, `${of}must have a "word"`);
    if (!given(word.start) && !given(word.end)) return [];
    const made: Word = { word: word.word, ...timesOf(word, number, of) };
    return typeof word.probability === 'number' ? [{ ...made, probability: word.probability }] : [made];
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const given = (value: unknown): boolean => value !== undefined && value !== null;
const shown = (value: unknown): string => (value === undefined ? 'nothing' : clip(JSON.stringify(value)));
const fault = (number: number, problem: string): InputRejectedError =>
  new InputRejectedError(`segment ${number}: ${problem}`);

import { DEEPEST_JSON, InputRejectedError, isTooDeep } from '@switchyard/contracts';
import { printParseErrorCode, visit, type ParseErrorCode } from 'jsonc-parser';
import type { Cue, SpeakerTurn, Stretch, Word } from '../cue';
import { cleanText, oneLine } from '../text';
import { excerpt, toMilliseconds } from '../time';
import { attempt, raise, type Report } from './faults';
import { cueOf, stretchOf, turnOf, wordsFrom } from './segment';

/** `{language, segments: [{start, end, text, speaker?, words?}]}`, times in seconds to the millisecond. */
export function writeJson(cues: readonly Cue[], options: { language?: string } = {}): string {
  const segments = cues.map((cue) => ({
    start: toMilliseconds(cue.start),
    end: toMilliseconds(cue.end),
    text: cleanText(cue.text),
    ...(cue.speaker ? { speaker: oneLine(cue.speaker) } : {}),
    ...(cue.words?.length ? { words: cue.words.map(roundedWord) } : {}),
  }));
  return `${JSON.stringify({ language: options.language ?? 'unknown', segments }, null, 2)}\n`;
}

const roundedWord = <W extends { start: number; end: number }>(word: W): W => ({
  ...word,
  start: toMilliseconds(word.start),
  end: toMilliseconds(word.end),
});

/** Reads segments in the forms that are about: a bare array, or `{segments: [...]}` as faster-whisper has them. */
export const parseSegments = (file: string, report: Report = raise): Cue[] => parseList(file, report, cueOf);

/** Reads who speaks when, in the same forms: `{start, end, speaker}`. */
export const parseTurns = (file: string, report: Report = raise): SpeakerTurn[] => parseList(file, report, turnOf);

/** Reads segments or turns, whichever the file holds, for their times. */
export const parseStretches = (file: string, report: Report = raise): Stretch[] => parseList(file, report, stretchOf);

/** Reads words with times: a list of `{word, start, end}`, `{words: [...]}`, or segments that have them. */
export const parseWords = (file: string, report: Report = raise): Word[] => parseList(file, report, wordsFrom).flat();

function parseList<T>(file: string, report: Report, read: (item: unknown, at: number, report: Report) => T): T[] {
  const root = parseJson(file.replace(/^\ufeff/, ''));
  const list = listIn(root);
  if (Array.isArray(list)) {
    return list.flatMap((segment: unknown, at) => attempt(() => read(segment, at + 1, report), report));
  }
  throw new InputRejectedError('expected an array of segments or an object with "segments", found neither');
}

function listIn(root: unknown): unknown {
  if (typeof root !== 'object' || root === null) return root;
  if ('segments' in root) return root.segments;
  return 'words' in root ? root.words : root;
}

export function parseJson(text: string): unknown {
  if (isTooDeep(Buffer.from(text))) throw new InputRejectedError(`JSON nested deeper than ${DEEPEST_JSON} levels`);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new InputRejectedError(`not valid JSON: ${whereItBreaks(text)}`);
  }
}

/** `JSON.parse` does not always say where it stopped; a second, tolerant parser does. */
function whereItBreaks(text: string): string {
  if (text.trim() === '') return 'the file is empty';
  const first = firstError(text);
  if (!first) return 'a sign that JSON does not allow';
  const before = text.slice(0, first.offset);
  const line = before.split('\n').length;
  const column = first.offset - before.lastIndexOf('\n');
  const what = printParseErrorCode(first.code)
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();
  return `line ${line}, column ${column}: ${what} at ${excerpt(text.slice(first.offset, first.offset + 20))}`;
}

/** The parser goes on after an error, which takes long where everything is one. */
function firstError(text: string): { code: ParseErrorCode; offset: number } | undefined {
  let first: { code: ParseErrorCode; offset: number } | undefined;
  const enough = new Error('the first error is found');
  const onError = (code: ParseErrorCode, offset: number): never => {
    first = { code, offset };
    throw enough;
  };
  try {
    visit(text, { onError }, { disallowComments: true, allowTrailingComma: false });
  } catch (error) {
    if (error !== enough) throw error;
  }
  return first;
}

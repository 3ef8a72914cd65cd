import type { Cue } from '../cue';
import { blocksOf, cleanText, JOINER, linesOf, oneLine, type Block } from '../text';
import { excerpt, MalformedSubtitlesError, parseTiming, srtTime } from '../time';
import { attempt, raise, type Report } from './faults';
import type { WriteOptions } from './write-options';

/** SubRip: numbered cues, `,` before the milliseconds, no escapes. */
export function writeSrt(cues: readonly Cue[], options: WriteOptions = {}): string {
  const shown = options.words ? cues.flatMap(cuePerWord) : cues;
  const blocks = shown.map((cue, index) => {
    const text = escape(cleanText(cue.text));
    const said = options.speakers && cue.speaker ? `${oneLine(cue.speaker)}: ${text}` : text;
    return `${index + 1}\n${srtTime(cue.start)} --> ${srtTime(cue.end)}\n${said}\n`;
  });
  return blocks.join('\n');
}

function cuePerWord(cue: Cue): Cue[] {
  if (!cue.words?.length) return [cue];
  return cue.words.map(({ word, start, end }) => ({ start, end, text: word, speaker: cue.speaker }));
}

/** Reads SubRip leniently: `.` or `,`, missing hours, numbers or order; tags are left out of the text. */
export function parseSrt(file: string, report: Report = raise): Cue[] {
  const read: Pieces[] = [];
  for (const block of blocksOf(linesOf(file))) attempt(() => addBlock(read, block), report);
  return read.map(({ times, texts }) => ({ ...times, text: plain(texts.join('\n')) }));
}

/** A cue whose text may go on after empty lines: joined once, because each joining reads the whole. */
interface Pieces {
  times: Pick<Cue, 'start' | 'end'>;
  texts: string[];
}

function addBlock(read: Pieces[], block: Block): void {
  const at = /^\d+$/.test(block.lines[0]?.trim() ?? '') ? 1 : 0;
  const timing = block.lines[at] ?? '';
  if (!timing.includes('-->')) return continueLast(read, block, at);
  read.push({ times: parseTiming(timing, 'SRT', block.line + at), texts: block.lines.slice(at + 1) });
}

/** Many files have empty lines inside a text; a number where a new cue should begin is a fault, though. */
function continueLast(read: readonly Pieces[], block: Block, numbers: number): void {
  const last = read.at(-1);
  if (!last || numbers > 0) {
    const found = block.lines[numbers];
    const what = found === undefined ? 'the end of the block' : excerpt(found);
    throw new MalformedSubtitlesError('SRT', block.line + numbers, `expected "start --> end", found ${what}`);
  }
  for (const line of block.lines) last.texts.push(line);
}

const TAG = /<\/?(?:b|i|u|s|font)\b[^<>]*>|\{\\[^{}]*\}/gi;
const LOOKS_LIKE_MARKUP = /<(?=\/?(?:b|i|u|s|font)\b)|\{(?=\\)|--(?=>)/gi;

const plain = (text: string): string => cleanText(text.replace(TAG, ''));
const escape = (text: string): string => text.replace(LOOKS_LIKE_MARKUP, (found) => found + JOINER);

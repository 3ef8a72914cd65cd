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
  const cues: Cue[] = [];
  for (const block of blocksOf(linesOf(file))) attempt(() => addBlock(cues, block), report);
  return cues;
}

function addBlock(cues: Cue[], block: Block): void {
  const at = /^\d+$/.test(block.lines[0]?.trim() ?? '') ? 1 : 0;
  const timing = block.lines[at] ?? '';
  if (!timing.includes('-->')) return continueLast(cues, block, at);
  const text = plain(block.lines.slice(at + 1).join('\n'));
  cues.push({ ...parseTiming(timing, 'SRT', block.line + at), text });
}

/** Many files have empty lines inside a text; a number where a new cue should begin is a fault, though. */
function continueLast(cues: Cue[], block: Block, numbers: number): void {
  const last = cues.at(-1);
  if (!last || numbers > 0) {
    const found = block.lines[numbers];
    const what = found === undefined ? 'the end of the block' : excerpt(found);
    throw new MalformedSubtitlesError('SRT', block.line + numbers, `expected "start --> end", found ${what}`);
  }
  last.text = cleanText(`${last.text}\n${plain(block.lines.join('\n'))}`);
}

const TAG = /<\/?(?:b|i|u|s|font)\b[^<>]*>|\{\\[^{}]*\}/gi;
const LOOKS_LIKE_MARKUP = /<(?=\/?(?:b|i|u|s|font)\b)|\{(?=\\)|--(?=>)/gi;

const plain = (text: string): string => cleanText(text.replace(TAG, ''));
const escape = (text: string): string => text.replace(LOOKS_LIKE_MARKUP, (found) => found + JOINER);

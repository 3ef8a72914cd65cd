import type { Cue, Word } from '../cue';
import { cleanText, unbroken } from '../text';
import { wordSpans, type WordSpan } from '../word-spans';
import { breakLines, type LineRange } from './break-lines';
import { partedAtPauses } from './parted-at-pauses';

export interface LineRules {
  maxCharsPerLine: number;
  maxLines: number;
}

/** The cue without the pauses in it, each part with its text broken into lines (`splitText`). */
export const splitCue = (cue: Cue, rules: LineRules): Cue[] =>
  partedAtPauses(cue).flatMap((part) => splitText(part, rules));

/**
 * The cue with its text broken into lines; text of more than `maxLines` lines becomes several cues, whose times come
 * from the words where there are any and else from the number of characters.
 */
function splitText(cue: Cue, { maxCharsPerLine, maxLines }: LineRules): Cue[] {
  const text = unbroken(cleanText(cue.text));
  if (text === '') return [];
  const groups = evenGroups(breakLines(text, maxCharsPerLine), maxLines);
  const spans = wordSpans(text, cue.words);
  const borders = spans ? wordBorders(groups, spans, cue) : characterBorders(groups, cue);
  return groups.map((lines, index) => {
    const [start, end] = [borders[index] ?? cue.start, borders[index + 1] ?? cue.end];
    const broken = lines.map(({ from, to }) => text.slice(from, to)).join('\n');
    const part = { ...cue, start, end, text: broken };
    return cue.words ? withWords(part, wordsOfPart(cue.words, spans, lines, part, groups.length)) : part;
  });
}

/** The fewest groups of at most `size`, as even as can be: 5 lines by 2 are 2, 2, 1. */
function evenGroups(lines: readonly LineRange[], size: number): LineRange[][] {
  const count = Math.ceil(lines.length / size);
  const small = Math.floor(lines.length / count);
  const larger = lines.length % count;
  return Array.from({ length: count }, (_, index) => {
    const from = index * small + Math.min(index, larger);
    return lines.slice(from, from + small + (index < larger ? 1 : 0));
  });
}

const beginOf = (lines: readonly LineRange[]): number => lines[0]?.from ?? 0;

function characterBorders(groups: readonly LineRange[][], cue: Cue): number[] {
  const lengths = groups.map((lines) => lines.reduce((sum, { from, to }) => sum + to - from, 0));
  const all = lengths.reduce((sum, length) => sum + length, 0);
  let before = 0;
  const borders = lengths.map((length) => {
    const border = cue.start + ((cue.end - cue.start) * before) / all;
    before += length;
    return border;
  });
  return [...borders, cue.end];
}

/** A part begins with its first word, at the end of the part before at the earliest. */
function wordBorders(groups: readonly LineRange[][], spans: readonly WordSpan[], cue: Cue): number[] {
  let least = cue.start;
  const borders = groups.map((lines, index) => {
    const first = spans.find((span) => span.to > beginOf(lines));
    if (index > 0 && first) least = Math.min(cue.end, Math.max(least, first.word.start));
    return least;
  });
  return [...borders, cue.end];
}

function wordsOfPart(
  words: readonly Word[],
  spans: readonly WordSpan[] | undefined,
  lines: readonly LineRange[],
  part: Cue,
  parts: number,
): Word[] {
  if (parts === 1) return [...words];
  const [from, to] = [beginOf(lines), lines.at(-1)?.to ?? 0];
  if (spans) return spans.filter((span) => span.from >= from && span.from < to).map((span) => span.word);
  return words.filter(({ start, end }) => (start + end) / 2 >= part.start && (start + end) / 2 < part.end);
}

function withWords(part: Cue, words: Word[]): Cue {
  const { words: _, ...bare } = part;
  return words.length > 0 ? { ...bare, words } : bare;
}

import type { Word } from '../../transcriber';
import type { CutSegment } from '../windows/segment-cuts';
import { mergePunctuation, shortenAtSentences, wordLengths, type WordLengths } from './punctuation';
import type { TimedWord } from './word-times';

/** A segment with its words; times in seconds of the chunk. */
export interface SpokenSegment extends CutSegment {
  words: Word[];
}

/** A segment's own time counts more than that of a word this much longer. */
const OVERHANG_SECONDS = 0.5;

/**
 * Gives each segment its words, and mends the times of both where words hold silence (`add_word_timestamps`).
 *
 * @param offset second of the chunk at which the window begins
 * @param lastSpeech end of the last word before the window
 */
export function placeWords(
  segments: readonly CutSegment[],
  words: TimedWord[],
  { offset, lastSpeech, endOfText }: { offset: number; lastSpeech: number; endOfText: number },
): SpokenSegment[] {
  const lengths = wordLengths(words);
  shortenAtSentences(words, lengths);
  mergePunctuation(words);
  const left = [...words];
  let spokenUntil = lastSpeech;
  return segments.map((segment) => {
    const count = segment.tokens.filter((token) => token < endOfText).length;
    const placed: SpokenSegment = { ...segment, words: takeWords(left, count, offset) };
    if (placed.words.length > 0) {
      shortenAfterPause(placed.words, spokenUntil, lengths);
      agree(placed, lengths);
      spokenUntil = placed.end;
    }
    return placed;
  });
}

function takeWords(left: TimedWord[], tokens: number, offset: number): Word[] {
  const taken: Word[] = [];
  for (let count = 0; count < tokens && left.length > 0;) {
    const { word, start, end, probability, tokens: own } = left.shift()!;
    if (word) taken.push({ word, start: hundredths(offset + start), end: hundredths(offset + end), probability });
    count += own.length;
  }
  return taken;
}

/** The first words after a pause are not longer than others. */
function shortenAfterPause(words: Word[], spokenUntil: number, { median, most }: WordLengths): void {
  const [first, second] = words;
  if (!first || first.end - spokenUntil <= median * 4) return;
  const isLong = first.end - first.start > most || (second !== undefined && second.end - first.start > most * 2);
  if (!isLong) return;
  if (second && second.end - second.start > most) {
    first.end = second.start = Math.max(second.end / 2, second.end - most);
  }
  first.start = Math.max(0, first.end - most);
}

/** A segment begins and ends with its words, except where a word reaches far beyond it. */
function agree(segment: SpokenSegment, { median }: WordLengths): void {
  const first = segment.words[0]!;
  const last = segment.words.at(-1)!;
  if (segment.start < first.end && segment.start - OVERHANG_SECONDS > first.start) {
    first.start = Math.max(0, Math.min(first.end - median, segment.start));
  } else {
    segment.start = first.start;
  }
  if (segment.end > last.start && segment.end + OVERHANG_SECONDS < last.end) {
    last.end = Math.max(last.start + median, segment.end);
  } else {
    segment.end = last.end;
  }
}

const hundredths = (seconds: number): number => Math.round(seconds * 100) / 100;

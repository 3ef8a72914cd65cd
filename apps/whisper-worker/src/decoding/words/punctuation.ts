import type { TimedWord } from './word-times';

/** Marks that belong to the word after them. */
const OPENING = '"\'“¿([{-';
/** Marks that belong to the word before them. */
const CLOSING = '"\'.。,，!！?？:：”)]}、';
const SENTENCE_ENDS = '.。!！?？';

/** A word that is one of these marks, or nothing. */
export const isPunctuation = (word: string): boolean => (OPENING + CLOSING).includes(word);

/** How long the words of a window are, in seconds. */
export interface WordLengths {
  median: number;
  /** Longer ones hold silence. */
  most: number;
}

const MOST_MEDIAN_SECONDS = 0.7;

export function wordLengths(words: readonly TimedWord[]): WordLengths {
  const lengths = words.map(({ start, end }) => end - start).filter((length) => length !== 0);
  lengths.sort((a, b) => a - b);
  const middle = lengths.length >> 1;
  const exact = lengths.length % 2 ? lengths[middle]! : (lengths[middle - 1]! + lengths[middle]!) / 2;
  const median = lengths.length === 0 ? 0 : Math.min(MOST_MEDIAN_SECONDS, exact);
  return { median, most: 2 * median };
}

/** Cuts the silence off words around the end of a sentence. */
export function shortenAtSentences(words: TimedWord[], { most }: WordLengths): void {
  if (most === 0) return;
  for (const [index, word] of words.entries()) {
    if (index === 0 || word.end - word.start <= most) continue;
    if (SENTENCE_ENDS.includes(word.word)) word.end = word.start + most;
    else if (SENTENCE_ENDS.includes(words[index - 1]!.word)) word.start = word.end - most;
  }
}

/** Joins marks to the words they belong to; what was joined stays as a word without text and tokens. */
export function mergePunctuation(words: TimedWord[]): void {
  mergeOpening(words);
  mergeClosing(words);
}

function mergeOpening(words: TimedWord[]): void {
  let following = words.length - 1;
  for (let at = words.length - 2; at >= 0; at--) {
    const mark = words[at]!;
    if (!mark.word.startsWith(' ') || !OPENING.includes(mark.word.trim())) {
      following = at;
      continue;
    }
    const word = words[following]!;
    word.word = mark.word + word.word;
    word.tokens = [...mark.tokens, ...word.tokens];
    Object.assign(mark, { word: '', tokens: [] });
  }
}

function mergeClosing(words: TimedWord[]): void {
  let previous = 0;
  for (let at = 1; at < words.length; at++) {
    const mark = words[at]!;
    const word = words[previous]!;
    if (word.word.endsWith(' ') || !CLOSING.includes(mark.word)) {
      previous = at;
      continue;
    }
    word.word += mark.word;
    word.tokens = [...word.tokens, ...mark.tokens];
    Object.assign(mark, { word: '', tokens: [] });
  }
}

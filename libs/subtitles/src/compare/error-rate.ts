import { distance } from 'fastest-levenshtein';

/** Compatibility forms as one (full-width = half-width), every run of white space one space, ends trimmed. */
const normalizeText = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, ' ').trim();

/**
 * Character error rate: Levenshtein distance in Unicode characters over the length of the truth, both after
 * `normalizeText`; case and punctuation count. Spaces next to characters of scripts without spaces don't.
 */
export const characterErrorRate = (read: string, truth: string): number =>
  errorRate([...withoutLooseSpaces(read)], [...withoutLooseSpaces(truth)]);

/** Word error rate, as is usual for speech: the same over words, lower case, without punctuation. */
export const wordErrorRate = (read: string, truth: string): number => errorRate(wordsIn(read), wordsIn(truth));

const UNSPACED = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}]';
const LOOSE_SPACE = new RegExp(`(?<=${UNSPACED}) | (?=${UNSPACED})`, 'gu');
const withoutLooseSpaces = (text: string): string => normalizeText(text).replace(LOOSE_SPACE, '');

const wordsIn = (text: string): string[] =>
  normalizeText(text)
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}'’]+/gu) ?? [];

/** Nothing against nothing is no error; something against nothing is one. */
function errorRate(read: readonly string[], truth: readonly string[]): number {
  if (truth.length === 0) return read.length === 0 ? 0 : 1;
  return tokenDistance(read, truth) / truth.length;
}

/** The library compares UTF-16 units; one unit per token makes it compare tokens. */
function tokenDistance(a: readonly string[], b: readonly string[]): number {
  const units = new Map<string, string>();
  const coded = (tokens: readonly string[]): string =>
    tokens
      .map((token) => {
        const unit = units.get(token) ?? String.fromCharCode(units.size % 0xffff);
        units.set(token, unit);
        return unit;
      })
      .join('');
  return distance(coded(a), coded(b));
}

/** 1 for equal texts, 0 for texts that have nothing in common. */
export function textSimilarity(a: string, b: string): number {
  const [left, right] = [normalizeText(a), normalizeText(b)];
  const longer = Math.max(left.length, right.length);
  return longer === 0 ? 1 : 1 - distance(left, right) / longer;
}

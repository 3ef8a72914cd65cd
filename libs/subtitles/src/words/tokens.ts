import type { Word } from '../cue';

/** A piece of text that is compared as one: a word, or one sign of a script without spaces. */
export interface Token {
  /** Without case and punctuation. */
  key: string;
  /** Where it stands in the text, with the punctuation around it: `[from, to)`. */
  from: number;
  to: number;
}

/** A token and when it is said, in seconds. */
export interface TimedToken {
  key: string;
  start: number;
  end: number;
}

/** Knows that "don't" and "3.5" are one word each. */
const WORDS = new Intl.Segmenter('en', { granularity: 'word' });
/** One sign of a script without spaces between words, with the marks on it. */
const SIGN =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー々]\p{M}*|[^\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー々]+/gu;
const OPENING = /[\s\p{Ps}\p{Pi}¿¡]/u;

/** The words of a text in their order. Opening signs belong to the word after them, all others to the word before. */
export function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  for (const { segment, index, isWordLike } of WORDS.segment(text)) {
    if (!isWordLike) continue;
    for (const { 0: sign, index: at } of segment.matchAll(SIGN)) {
      found.push({ key: sign.normalize('NFKC').toLowerCase(), from: index + at, to: index + at + sign.length });
    }
  }
  let from = 0;
  return found.map((token, at) => {
    const next = found[at + 1];
    let to = next?.from ?? text.length;
    while (next && to > token.to && OPENING.test(text[to - 1] ?? '')) to -= 1;
    const whole = { ...token, from, to };
    from = to;
    return whole;
  });
}

/** The tokens of spoken words; the parts of one word share its time in proportion to their characters. */
export const timedTokens = (words: readonly Word[]): TimedToken[] =>
  words.flatMap(({ word, start, end }) => shared(tokensOf(word), start, end));

/** Gives tokens a stretch of time, in proportion to their characters. */
export function shared(tokens: readonly { key: string }[], start: number, end: number): TimedToken[] {
  const all = tokens.reduce((sum, { key }) => sum + key.length, 0);
  let before = 0;
  return tokens.map(({ key }) => {
    const from = start + ((end - start) * before) / all;
    before += key.length;
    return { key, start: from, end: start + ((end - start) * before) / all };
  });
}

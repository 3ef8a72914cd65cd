import type { Word } from './cue';

/** Where a word stands in a text: `[from, to)`. */
export interface WordSpan {
  from: number;
  to: number;
  word: Word;
}

/** Finds each word in the text it belongs to; nothing when the words are not those of the text. */
export function wordSpans(text: string, words: readonly Word[] | undefined): WordSpan[] | undefined {
  if (!words?.length) return undefined;
  const spans: WordSpan[] = [];
  let at = 0;
  for (const word of words) {
    const spoken = word.word.trim();
    if (spoken === '') continue;
    while (/\s/.test(text[at] ?? '')) at += 1;
    if (!text.startsWith(spoken, at)) return undefined;
    spans.push({ from: at, to: at + spoken.length, word });
    at += spoken.length;
  }
  return text.slice(at).trim() === '' ? spans : undefined;
}

/** The text with a mark before each word; the pieces themselves go through `escape`. */
export function markWords(
  text: string,
  spans: readonly WordSpan[],
  mark: (word: Word, index: number) => string,
  escape: (piece: string) => string,
): string {
  const marked = spans.map((span, index) => {
    const next = spans[index + 1]?.from ?? text.length;
    return mark(span.word, index) + escape(text.slice(span.from, next));
  });
  return marked.join('');
}

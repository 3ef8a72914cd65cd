/** Tokens of each text. */
export type CountTokens = (texts: readonly string[]) => Promise<number[]>;

const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' });
const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const segmented =
  (segmenter: Intl.Segmenter) =>
  (text: string): string[] =>
    Array.from(segmenter.segment(text), ({ segment }) => segment);

/** Where a text may be split, the best places first. Each cuts a text into pieces that together are the text. */
const LEVELS: readonly ((text: string) => string[])[] = [
  (text) => text.split(/(?<=\n[ \t]*\n)(?=\S)/),
  (text) => text.split(/(?<=\n)/),
  segmented(sentences),
  (text) => text.split(/(?<=\s)(?=\S)/),
  segmented(words),
  segmented(characters),
];

/**
 * Splits a text into parts of at most `most` tokens, at the ends of paragraphs where that is possible, else of lines, sentences,
 * words. The parts together are the text.
 */
export async function splitText(text: string, most: number, count: CountTokens, level = 0): Promise<string[]> {
  const [whole = 0] = await count([text]);
  if (whole <= most || level >= LEVELS.length) return [text];
  const pieces = LEVELS[level]!(text);
  if (pieces.length === 1) return splitText(text, most, count, level + 1);
  const sizes = await count(pieces);
  const parts: string[] = [];
  let [open, tokens] = ['', 0];
  const close = (): void => {
    if (open !== '') parts.push(open);
    [open, tokens] = ['', 0];
  };
  for (const [at, piece] of pieces.entries()) {
    const size = sizes[at] ?? 0;
    if (tokens + size > most) close();
    if (size > most) parts.push(...(await splitText(piece, most, count, level + 1)));
    else [open, tokens] = [open + piece, tokens + size];
  }
  close();
  return parts;
}

import { breakLines } from '../layout/break-lines';
import { unbroken, cleanText } from '../text';

/**
 * Parts a text into subtitles: at the ends of its sentences (Unicode Text Segmentation, UAX #29, in the rules of the
 * language) and, where one is longer than `maxChars`, evenly between its words.
 */
export function piecesOf(text: string, { maxChars, language }: { maxChars: number; language: string }): string[] {
  const sentences = new Intl.Segmenter(language, { granularity: 'sentence' });
  const paragraphs = cleanText(text).split('\n');
  return paragraphs.flatMap((paragraph) =>
    [...sentences.segment(paragraph)].flatMap(({ segment }) => {
      const sentence = unbroken(segment).trim();
      return breakLines(sentence, maxChars).map(({ from, to }) => sentence.slice(from, to));
    }),
  );
}

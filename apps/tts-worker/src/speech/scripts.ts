import { InputRejectedError } from '@switchyard/contracts';

/** Scripts that letters of the world's larger languages are written in, by their Unicode names. */
const SCRIPTS = [
  ...['Latin', 'Cyrillic', 'Greek', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Arabic', 'Hebrew', 'Devanagari'],
  ...['Bengali', 'Tamil', 'Telugu', 'Thai', 'Georgian', 'Armenian', 'Ethiopic', 'Gujarati', 'Gurmukhi', 'Kannada'],
  ...['Malayalam', 'Sinhala', 'Khmer', 'Lao', 'Myanmar', 'Tibetan'],
].map((name) => ({ name, letter: new RegExp(`\\p{Script=${name}}`, 'gu') }));

/** What voices of a language read; the others read Latin letters. */
const READ: Readonly<Record<string, readonly string[]>> = {
  hi: ['Devanagari', 'Latin'],
  ja: ['Hiragana', 'Katakana', 'Han', 'Latin'],
  zh: ['Han', 'Latin'],
  ru: ['Cyrillic'],
  uk: ['Cyrillic'],
};

interface Speaker {
  name: string;
  language: string;
}

const readBy = ({ language }: Speaker): readonly string[] => READ[language.split('-')[0] ?? ''] ?? ['Latin'];

/** Share of the letters above which a text is not for a voice. */
const MOST_FOREIGN = 0.3;

/**
 * What of a text a voice leaves out, in words: letters of scripts that it does not read.
 * @throws InputRejectedError when it is most of the text
 */
export function unspeakable(text: string, voice: Speaker, voices: readonly Speaker[]): string[] {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const counted = SCRIPTS.map(({ name, letter }) => ({ name, count: text.match(letter)?.length ?? 0 }));
  const known = readBy(voice);
  const foreign = counted.filter(({ name, count }) => count > 0 && !known.includes(name));
  const lost = foreign.reduce((sum, { count }) => sum + count, 0);
  if (lost === 0) return [];
  const names = foreign.sort((a, b) => b.count - a.count).map(({ name }) => name);
  if (lost <= letters * MOST_FOREIGN)
    return [`the voice ${voice.name} cannot read ${lost} letters (${names.join(', ')}); they are spelled or left out`];
  const able = voices.filter((other) => readBy(other).includes(names[0] ?? '')).map(({ name }) => name);
  const hint = able.length > 0 ? `voices that can: ${able.join(', ')}` : 'no voice here can';
  throw new InputRejectedError(
    `text: the voice ${voice.name} cannot read ${lost} of its ${letters} letters (${names.join(', ')}); ${hint}`,
  );
}

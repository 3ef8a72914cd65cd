/** The memory that a voice takes grows with what it says at once. */
const MOST_CHARACTERS = 250;

/** Words whose full stop ends no sentence, by language; `*` for all. */
const ABBREVIATIONS: Readonly<Record<string, ReadonlySet<string>>> = {
  '*': new Set(['dr', 'prof', 'mr', 'mrs', 'ms', 'st', 'no', 'vs', 'etc', 'nr', 'art', 'vol', 'fig', 'op']),
  en: new Set([
    ...['jr', 'sr', 'rev', 'gen', 'col', 'capt', 'lt', 'sgt', 'gov', 'sen', 'rep', 'hon', 'mt', 'ft', 'ave', 'blvd'],
    ...['approx', 'dept', 'est', 'inc', 'ltd', 'co', 'corp', 'e.g', 'i.e', 'a.m', 'p.m', 'u.s', 'u.k', 'ph.d', 'cf'],
    ...['jan', 'feb', 'mar', 'apr', 'jun', 'jul', 'aug', 'sep', 'sept', 'oct', 'nov', 'dec', 'pp', 'p', 'ed', 'al'],
  ]),
  de: new Set(['bzw', 'usw', 'ca', 'z.b', 'd.h', 'u.a', 'evtl', 'ggf', 'hr', 'fr', 'str', 'tel', 'abs', 'bd', 'inkl']),
  es: new Set(['sr', 'sra', 'srta', 'd', 'dª', 'dra', 'ud', 'uds', 'ee.uu', 'p.ej', 'pág', 'núm', 'av']),
  fr: new Set(['m', 'mm', 'mme', 'mlle', 'me', 'p.ex', 'c.-à-d', 'av', 'bd', 'env', 'éd', 'chap']),
  it: new Set(['sig', 'sigg', 'sig.ra', 'dott', 'ing', 'avv', 'p.es', 'ecc', 'pag', 'cap']),
  pt: new Set(['sr', 'sra', 'dra', 'd', 'v.exa', 'p.ex', 'pág', 'núm', 'av', 'eng']),
};

/** Where a long sentence is best cut: after what divides its clauses, or else between words. */
const CUTS = [/[,;:\u2013\u2014\u3001\uFF0C]\s*/gu, /\s/gu];

/** The sentences of a text, each short enough to be said at once; nothing that has no letter or digit. */
export function sentencesOf(text: string, language: string): string[] {
  const base = language.split('-')[0] ?? '';
  const segmenter = new Intl.Segmenter(base, { granularity: 'sentence' });
  return text
    .normalize('NFC')
    .split(/\n\s*\n|\r|(?<=[.!?:…。！？])\s*\n/u)
    .flatMap((paragraph) => joined([...segmenter.segment(paragraph.replace(/\s+/gu, ' '))], base))
    .flatMap((sentence) => shortened(sentence.trim()))
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** Puts together what was cut behind an abbreviation. */
function joined(pieces: readonly Intl.SegmentData[], language: string): string[] {
  const sentences: string[] = [];
  for (const { segment } of pieces) {
    const before = sentences.at(-1);
    if (before !== undefined && endsInAbbreviation(before, segment, language))
      sentences.push(sentences.pop() + segment);
    else sentences.push(segment);
  }
  return sentences;
}

function endsInAbbreviation(before: string, next: string, language: string): boolean {
  const [, word = ''] = /(?:^|[\s("'«„“])([^\s("'«„“]+)\.\s*$/u.exec(before) ?? [];
  if (word === '') return false;
  if (/^\p{Lu}$/u.test(word)) return true; // an initial
  if (/^\d{1,2}$/.test(word) && language === 'de') return true; // an ordinal
  const known = [ABBREVIATIONS['*'], ABBREVIATIONS[language]].some((set) => set?.has(word.toLowerCase()));
  // "at 7 a.m. The train" ends there; "Dr. Smith" does not.
  return known && !(/^(?:\p{L}\.)+\p{L}$|^etc$/u.test(word) && /^\s*\p{Lu}/u.test(next));
}

/** Parts of at most `MOST_CHARACTERS`, cut at the last good place of each. */
function shortened(sentence: string): string[] {
  if (sentence.length <= MOST_CHARACTERS) return [sentence];
  const cut = CUTS.map((pattern) => lastCut(sentence, pattern)).find((at) => at > 0) ?? hardCut(sentence);
  return [sentence.slice(0, cut).trim(), ...shortened(sentence.slice(cut).trim())];
}

function lastCut(sentence: string, pattern: RegExp): number {
  const ends = [...sentence.slice(0, MOST_CHARACTERS + 1).matchAll(pattern)].map(
    ({ index, 0: cut }) => index + cut.length,
  );
  return (
    ends.filter((at) => at >= MOST_CHARACTERS / 4 && at < sentence.length && at <= MOST_CHARACTERS + 1).at(-1) ?? 0
  );
}

/** Not within a letter of two code units. */
function hardCut(sentence: string): number {
  const last = sentence.charCodeAt(MOST_CHARACTERS - 1);
  return last >= 0xd800 && last < 0xdc00 ? MOST_CHARACTERS - 1 : MOST_CHARACTERS;
}

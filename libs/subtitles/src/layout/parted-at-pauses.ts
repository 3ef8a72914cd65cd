import type { Cue } from '../cue';
import { wordSpans } from '../word-spans';

/** Nothing is said for so long that a subtitle must not stay, in seconds. */
const PAUSE = 1.5;

/** A cue whose words have a pause between them as several: each ends with its own words and begins with them. */
export function partedAtPauses<T extends Cue>(cue: T): T[] {
  const spans = wordSpans(cue.text, cue.words);
  if (!spans) return [cue];
  const begins = spans.flatMap(({ word }, at) => {
    const before = spans[at - 1]?.word;
    return !before || word.start - before.end > PAUSE ? [at] : [];
  });
  return begins.map((begin, part) => {
    const next = begins[part + 1] ?? spans.length;
    const own = spans.slice(begin, next);
    const words = own.map(({ word }) => word);
    const [from, to] = [spans[begin - 1]?.to ?? 0, next < spans.length ? own.at(-1)?.to : cue.text.length];
    const [first, last] = [words[0]?.start ?? cue.start, words.at(-1)?.end ?? cue.end];
    const start = part === 0 && first - cue.start <= PAUSE ? cue.start : first;
    const end = next === spans.length && cue.end - last <= PAUSE ? cue.end : last;
    return { ...cue, start, end: Math.max(start, end), text: cue.text.slice(from, to), words };
  });
}

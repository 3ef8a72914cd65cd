import type { Cue, Word } from '../cue';
import { align, type Aligned, type Alignment } from './align';
import { shared, timedTokens, tokensOf, type TimedToken } from './tokens';

export interface Rebuilt {
  cues: Cue[];
  kept: number;
  added: number;
  removed: number;
  /** Cues of which the new text has nothing. */
  dropped: number;
  /** What the text of a cue was and is; nothing is left of a dropped one. */
  changes: { start: number; before: string; after: string }[];
}

/**
 * Puts a corrected text into the cues it was made from. Each word of it goes to the cue, and gets the time, of the
 * spoken word that it stands for; a cue keeps its times and its speaker.
 */
export async function rebuildCues(cues: readonly Cue[], text: string): Promise<Rebuilt> {
  const spoken: TimedToken[] = [];
  const cueOf: number[] = [];
  for (const [at, cue] of cues.entries()) {
    for (const token of timesIn(cue)) {
      spoken.push(token);
      cueOf.push(at);
    }
  }
  const { tokens, ...counts } = await align(tokensOf(text), spoken);
  const parts = new Map<number, Aligned[]>();
  for (const token of tokens) {
    const at = cueOf[token.of] ?? 0;
    const part = parts.get(at);
    if (part) part.push(token);
    else parts.set(at, [token]);
  }
  const rebuilt: Cue[] = [];
  const changes: Rebuilt['changes'] = [];
  for (const [at, cue] of cues.entries()) {
    const part = parts.get(at);
    const now = part && withText(cue, part, text);
    if (now) rebuilt.push(now);
    if (now?.text !== cue.text) changes.push({ start: cue.start, before: cue.text, after: now?.text ?? '' });
  }
  return { cues: rebuilt, ...counts, dropped: cues.length - rebuilt.length, changes };
}

/** A cue without times of its words says them in proportion to their length. */
const timesIn = (cue: Cue): TimedToken[] =>
  cue.words ? timedTokens(cue.words) : shared(tokensOf(cue.text), cue.start, cue.end);

function withText(cue: Cue, part: readonly Aligned[], text: string): Cue {
  const words = wordsOf(part, text);
  const own = text.slice(part[0]?.from ?? 0, part.at(-1)?.to ?? 0).trim();
  const { words: had, ...bare } = cue;
  return had ? { ...bare, text: own, words } : { ...bare, text: own };
}

/** The tokens as words, as they stand in the text. */
export const wordsOf = (tokens: readonly Aligned[], text: string): Word[] =>
  tokens.map(({ from, to, start, end }) => ({ word: text.slice(from, to), start, end }));

/** Cues out of a text without times, one for each of its pieces, timed by the words that were said. */
export async function timePieces(
  pieces: readonly string[],
  words: readonly Word[],
): Promise<Pick<Alignment, 'kept' | 'added' | 'removed'> & { cues: Cue[] }> {
  const own = pieces.map((piece) => tokensOf(piece));
  const { tokens, ...counts } = await align(own.flat(), timedTokens(words));
  let at = 0;
  const cues = pieces.flatMap((piece, index): Cue[] => {
    const part = tokens.slice(at, (at += own[index]?.length ?? 0));
    const [first, last] = [part[0], part.at(-1)];
    if (!first || !last) return [];
    return [{ start: first.start, end: last.end, text: piece, words: wordsOf(part, piece) }];
  });
  return { cues, ...counts };
}

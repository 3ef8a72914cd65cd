import { diffArrays } from 'diff';
import { InputRejectedError } from '@switchyard/contracts';
import { shared, type TimedToken, type Token } from './tokens';

/** Texts that differ in more words than this are not the same speech, and comparing them takes seconds. */
const MOST_EDITS = 10_000;

/** A token of the new text: when it is said, and which spoken token stands for it. */
export interface Aligned extends Token {
  start: number;
  end: number;
  /** Index of the spoken token it comes from, or of the one before it. */
  of: number;
}

export interface Alignment {
  tokens: Aligned[];
  /** Tokens that are the same in both texts. */
  kept: number;
  /** Tokens of the new text that were not said so. */
  added: number;
  /** Spoken tokens that the new text lacks. */
  removed: number;
}

/**
 * Gives each word of a text the time of the spoken word that it stands for. Words that were exchanged share the time of
 * what they replace; words that were put in take the pause where they stand, or share the time of the word before.
 * @throws InputRejectedError when the texts have too little in common
 */
export async function align(text: readonly Token[], spoken: readonly TimedToken[]): Promise<Alignment> {
  if (Math.abs(text.length - spoken.length) > MOST_EDITS) throw tooDifferent();
  const parts = await differences(spoken, text);
  const tokens: Aligned[] = [];
  let [at, from, kept, removed] = [0, 0, 0, 0];
  let left: number[] = [];
  for (const part of parts) {
    const run = text.slice(at, at + part.count);
    if (part.removed) {
      left = Array.from({ length: part.count }, (_, index) => from + index);
      [from, removed] = [from + part.count, removed + part.count];
      continue;
    }
    at += part.count;
    if (part.added) {
      tokens.push(...(left.length > 0 ? exchanged(run, spoken, left) : inserted(run, spoken, from, tokens)));
    } else {
      tokens.push(...run.map((token, index) => timed(token, spoken, from + index)));
      [from, kept] = [from + part.count, kept + part.count];
    }
    left = [];
  }
  return { tokens, kept, added: text.length - kept, removed };
}

const tooDifferent = (): InputRejectedError =>
  new InputRejectedError(`the text and what was said differ in more than ${MOST_EDITS} words`);

type Part = { count: number; added: boolean; removed: boolean };

/** The comparison gives the event loop its turns; removed words come before the added ones. */
const differences = (spoken: readonly TimedToken[], text: readonly Token[]): Promise<Part[]> =>
  new Promise((resolve, reject) => {
    const keys = (tokens: readonly { key: string }[]): string[] => tokens.map(({ key }) => key);
    diffArrays(keys(spoken), keys(text), {
      maxEditLength: MOST_EDITS,
      callback: (parts: Part[] | undefined) => (parts ? resolve(parts) : reject(tooDifferent())),
    });
  });

const timed = (token: Token, spoken: readonly TimedToken[], of: number): Aligned => {
  const { start, end } = spoken[of] ?? { start: 0, end: 0 };
  return { ...token, start, end, of };
};

/** New words in the place of others: they take their time, and each belongs to the one at the same place in proportion. */
function exchanged(run: readonly Token[], spoken: readonly TimedToken[], left: readonly number[]): Aligned[] {
  const [first, last] = [spoken[left[0] ?? 0], spoken[left.at(-1) ?? 0]];
  const times = shared(run, first?.start ?? 0, last?.end ?? 0);
  return run.map((token, index) => ({
    ...token,
    ...times[index]!,
    of: left[Math.floor((index * left.length) / run.length)] ?? 0,
  }));
}

/** New words between others: the pause is theirs; where there is none the word before gives them of its time. */
function inserted(run: readonly Token[], spoken: readonly TimedToken[], from: number, tokens: Aligned[]): Aligned[] {
  const of = Math.max(0, from - 1);
  const before = tokens.at(-1);
  const next = spoken[from];
  const [start, end] = [before?.end ?? next?.start ?? 0, next?.start ?? before?.end ?? 0];
  if (end > start || !before) return shared(run, start, end).map((time, index) => ({ ...run[index]!, ...time, of }));
  const [cut, ...rest] = shared([before, ...run], before.start, before.end);
  before.end = cut?.end ?? before.end;
  return rest.map((time, index) => ({ ...run[index]!, ...time, of }));
}

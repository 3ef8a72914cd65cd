import type { Word } from './engine-process';

/** How far apart two transcripts of one recording place the words that both have. */
export interface WordTimes {
  /** Words of both transcripts that stand for each other. */
  matched: number;
  /** Words of the transcript that is compared with. */
  of: number;
  /** Absolute differences in milliseconds, of starts and of ends, ascending. */
  starts: number[];
  ends: number[];
}

/** Pairs the words of a longest common subsequence; case and punctuation do not count. */
export function compareWordTimes(words: readonly Word[], reference: readonly Word[]): WordTimes {
  const pairs = commonPairs(words.map(plain), reference.map(plain)).map(
    ([at, there]) => [words[at]!, reference[there]!] as const,
  );
  const differences = (edge: 'start' | 'end'): number[] =>
    pairs.map(([a, b]) => Math.round(Math.abs(a[edge] - b[edge]) * 1000)).sort((a, b) => a - b);
  return { matched: pairs.length, of: reference.length, starts: differences('start'), ends: differences('end') };
}

const plain = ({ word }: Word): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Places of a longest common subsequence in both lists, by the usual table from the end. */
function commonPairs(a: readonly string[], b: readonly string[]): [number, number][] {
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const skipped = Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
      longest[i * width + j] = a[i] === b[j] ? longest[(i + 1) * width + j + 1]! + 1 : skipped;
    }
  }
  const pairs: [number, number][] = [];
  for (let [i, j] = [0, 0]; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) i++;
    else j++;
  }
  return pairs;
}

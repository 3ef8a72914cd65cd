import type { CountTokens } from '../text/split-text';

/** Tokens that the number of a line and the marks around it take. */
export const LINE_TOKENS = 8;

export interface Batches {
  /** Each holds the places of lines that are worked on at once. */
  batches: number[][];
  /** Places of lines that are too long for any batch. */
  tooLong: number[];
  /** Tokens of each line. */
  tokens: number[];
}

/** Puts lines that hold text into batches of at most `mostLines` lines and `mostTokens` tokens. */
export async function batchLines(
  lines: readonly string[],
  { mostLines, mostTokens }: { mostLines: number; mostTokens: number },
  count: CountTokens,
): Promise<Batches> {
  const tokens = (await count(lines)).map((size) => size + LINE_TOKENS);
  const found: Batches = { batches: [], tooLong: [], tokens };
  let [open, taken]: [number[], number] = [[], 0];
  for (const [at, line] of lines.entries()) {
    const size = tokens[at] ?? 0;
    if (line.trim() === '') continue;
    if (size > mostTokens) {
      found.tooLong.push(at);
      continue;
    }
    if (open.length === mostLines || taken + size > mostTokens) [open, taken] = [[], 0];
    if (open.length === 0) found.batches.push(open);
    open.push(at);
    taken += size;
  }
  return found;
}

import type { Following, Ranking } from '../graphs/decoder-run';
import { drawToken, likeliestToken, type ChosenToken } from './choose-token';
import type { Hypothesis, Search } from './hypothesis';
import type { NextToken } from './token-rules';

/** The text of the likeliest tokens. */
export async function greedySearch(search: Search): Promise<Hypothesis> {
  const [text] = await writeTexts(search, 1, likeliestToken, search.rules.ranking(1));
  return text!;
}

/** Texts drawn at a temperature above 0, side by side. */
export function sampleTexts(
  search: Search,
  { texts, temperature, random }: { texts: number; temperature: number; random: () => number },
): Promise<Hypothesis[]> {
  const choose = (next: NextToken): ChosenToken => drawToken(next, temperature, random());
  return writeTexts(search, texts, choose, search.rules.ranking(1, 0));
}

async function writeTexts(
  search: Search,
  count: number,
  choose: (next: NextToken) => ChosenToken,
  ranking?: Ranking,
): Promise<Hypothesis[]> {
  const { run, rules, logits: first, endOfText, maxTokens } = search;
  const texts = Array.from({ length: count }, () => ({ tokens: [] as number[], logProbability: 0 }));
  let alive = texts;
  let following: readonly Following[] = texts.map(() => ({ logits: first, from: 0 }));
  run.select(alive.map(() => 0));
  for (let step = 0; step < maxTokens; step++) {
    const goOn: number[] = [];
    for (const [row, text] of alive.entries()) {
      const next = rules.apply(following[row]!, text.tokens);
      const { token, logit } = choose(next);
      text.logProbability += logit - next.logSum;
      if (token === endOfText) continue;
      text.tokens.push(token);
      goOn.push(row);
    }
    if (goOn.length === 0 || step + 1 === maxTokens) break;
    search.onToken();
    run.select(goOn);
    alive = goOn.map((row) => alive[row]!);
    following = await run.step(
      alive.map(({ tokens }) => tokens.at(-1)!),
      ranking,
    );
  }
  return texts;
}

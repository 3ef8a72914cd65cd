import type { Following } from '../graphs/decoder-run';
import { BestCandidates, type Candidate } from './best-candidates';
import type { Hypothesis, Search } from './hypothesis';

export interface BeamOptions {
  beamSize: number;
  /** The search ends when beamSize × patience texts are complete. */
  patience: number;
}

/** The complete texts that a beam search ends with, as CTranslate2 does it (`BeamSearch::search` in its `decoding.cc`). */
export async function beamSearch(search: Search, { beamSize, patience }: BeamOptions): Promise<Hypothesis[]> {
  const { run, rules, endOfText, maxTokens } = search;
  const enough = Math.round(beamSize * patience);
  const complete: Hypothesis[] = [];
  let beams: Hypothesis[] = [{ tokens: [], logProbability: 0 }];
  // Twice as many: where half of them end, the others go on.
  const most = 2 * beamSize;
  const ranking = rules.ranking(most);
  let following: readonly Following[] = [{ logits: search.logits, from: 0 }];
  for (let step = 1; ; step++) {
    const best = new BestCandidates(most);
    for (const [row, { tokens, logProbability }] of beams.entries()) {
      best.add(row, logProbability, rules.apply(following[row]!, tokens));
    }
    const { ended, going } = sortOut(best.list, beamSize, step === maxTokens ? undefined : endOfText);
    complete.push(...ended.map((candidate) => extended(beams, candidate, endOfText)));
    if (complete.length >= enough || going.length === 0) return complete;
    search.onToken();
    const placed = going.length === beams.length ? inPlace(going) : going;
    beams = placed.map((candidate) => extended(beams, candidate, endOfText));
    run.select(placed.map(({ text }) => text));
    following = await run.step(
      placed.map(({ token }) => token),
      ranking,
    );
  }
}

/** The best `beamSize` end or go on; each that ends leaves its place to the best of the rest. Without `endOfText` all end. */
function sortOut(candidates: readonly Candidate[], beamSize: number, endOfText: number | undefined) {
  const best = candidates.slice(0, beamSize);
  if (endOfText === undefined) return { ended: best, going: [] };
  const spare = candidates.slice(beamSize).filter(({ token }) => token !== endOfText);
  const going = best.map((candidate) => (candidate.token === endOfText ? spare.shift() : candidate));
  return {
    ended: best.filter(({ token }) => token === endOfText),
    going: going.filter((candidate) => candidate !== undefined),
  };
}

/** As many as there are texts, in an order in which each text that goes on stays at its place: little is copied then. */
function inPlace(going: readonly Candidate[]): Candidate[] {
  const first = going.map((_, place) => going.find(({ text }) => text === place));
  const others = going.filter((candidate) => !first.includes(candidate));
  return first.map((candidate) => candidate ?? others.shift()!);
}

function extended(
  beams: readonly Hypothesis[],
  { text, token, logProbability }: Candidate,
  endOfText: number,
): Hypothesis {
  const { tokens } = beams[text]!;
  return { tokens: token === endOfText ? tokens : [...tokens, token], logProbability };
}

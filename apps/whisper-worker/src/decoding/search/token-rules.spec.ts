import { ranked } from '../../../test/toy-language';
import { BestCandidates } from './best-candidates';
import { drawToken, likeliestToken } from './choose-token';
import { seededRandom } from './seeded-random';
import { probability, TokenRules, type NextToken, type RuleOptions } from './token-rules';

// Text 0 to 9, end of text 10, others to 15, no timestamps 16, timestamps 17 to 99.
const SPECIAL = {
  endOfText: 10,
  startOfTranscript: 11,
  startOfPrevious: 12,
  startOfLm: 12,
  transcribe: 13,
  translate: 14,
  noSpeech: 15,
  noTimestamps: 16,
  firstTimestamp: 17,
};
const VOCABULARY = 100;
const time = (step: number) => SPECIAL.firstTimestamp + step;

function apply(written: number[], logits: Record<number, number> = {}, options: Partial<RuleOptions> = {}): NextToken {
  const all = new Float32Array(VOCABULARY).fill(-5);
  for (const [token, logit] of Object.entries(logits)) all[Number(token)] = logit;
  return rulesWith(options).apply({ logits: all, from: 0 }, written);
}

const rulesWith = (options: Partial<RuleOptions>) =>
  new TokenRules(SPECIAL, { suppressed: [], repetitionPenalty: 1, noRepeatNgramSize: 0, ...options }, VOCABULARY);

function allowed({ logits, textFrom, textTo, timestampFrom, timestampTo }: NextToken): number[] {
  const inRange = (token: number) =>
    (token >= textFrom && token < textTo) || (token >= timestampFrom && token < timestampTo);
  return Array.from(logits.keys()).filter((token) => inRange(token) && logits[token]! > -Infinity);
}

describe('the rules for the next token', () => {
  it('opens with a timestamp of the first second', () => {
    const tokens = allowed(apply([], { 3: 9 }));
    expect([tokens[0], tokens.at(-1)]).toEqual([time(0), time(50)]);
  });

  it('has text follow the first timestamp', () => {
    const tokens = allowed(apply([time(0)]));
    expect(tokens.some((token) => token >= SPECIAL.firstTimestamp)).toBe(false);
    expect(tokens).toEqual(expect.arrayContaining([0, 9]));
  });

  it('has text follow a pair of timestamps', () => {
    const tokens = allowed(apply([time(0), 1, time(20), time(20)], { [time(30)]: 50 }));
    expect(tokens.every((token) => token < SPECIAL.firstTimestamp)).toBe(true);
  });

  it('has a timestamp or the end follow the end of a segment, not earlier than it', () => {
    const tokens = allowed(apply([time(0), 1, time(20)], { [SPECIAL.endOfText]: 9, [time(19)]: 30 }));
    expect(tokens).toContain(SPECIAL.endOfText);
    expect(tokens.filter((token) => token < SPECIAL.endOfText)).toEqual([]);
    expect(tokens.find((token) => token >= SPECIAL.firstTimestamp)).toBe(time(20));
  });

  it('gives a segment a length', () => {
    const tokens = allowed(apply([time(20), 1], { 1: 9 }));
    expect(tokens.find((token) => token >= SPECIAL.firstTimestamp)).toBe(time(21));
  });

  it('forbids text where all timestamps together are likelier than the likeliest text', () => {
    const timestamps = Object.fromEntries([30, 31, 32, 33].map((step) => [time(step), 1]));
    expect(allowed(apply([time(0), 1], { ...timestamps, 2: 2 })).every((token) => token > time(0))).toBe(true);
    expect(allowed(apply([time(0), 1], { ...timestamps, 2: 3 }))).toContain(2);
  });

  it('never allows the suppressed tokens and <|notimestamps|>', () => {
    const tokens = allowed(apply([time(0), 1], { 2: 9, 3: 9, 16: 9 }, { suppressed: [2, 3] }));
    expect(tokens).not.toEqual(expect.arrayContaining([2]));
    expect(tokens.filter((token) => [2, 3, 16].includes(token))).toEqual([]);
  });

  it('makes written tokens less likely by the repetition penalty, once each', () => {
    const { logits } = apply([time(0), 1, 1, 2], { 1: 4, 2: -4, 3: 4 }, { repetitionPenalty: 2 });
    expect([logits[1], logits[2], logits[3]]).toEqual([2, -8, 4]);
  });

  it('forbids what would repeat a sequence', () => {
    const { logits } = apply([time(0), 1, 2, 3, 1, 2], { 3: 9, 4: 8 }, { noRepeatNgramSize: 3 });
    expect([logits[3], logits[4]]).toEqual([-Infinity, 8]);
  });

  it('gives log-probabilities that add up to 1 over the allowed tokens', () => {
    const next = apply([time(0), 1], { 2: 3, 3: 2, [time(40)]: 1 });
    const sum = allowed(next).reduce((sum, token) => sum + Math.exp(next.logits[token]! - next.logSum), 0);
    expect(sum).toBeCloseTo(1, 6);
  });
});

describe('logits that were ranked', () => {
  const suppressed = [3, SPECIAL.startOfTranscript, SPECIAL.noSpeech];
  const random = seededRandom(5);
  const someLogits = () => Float32Array.from({ length: VOCABULARY }, () => 8 * random() - 4);
  const bestOf = (next: NextToken) => {
    const best = new BestCandidates(4);
    best.add(0, -1, next);
    return best.list;
  };

  it.each([
    ['nothing', []],
    ['the first timestamp', [time(0)]],
    ['text', [time(0), 1]],
    ['a segment', [time(0), 1, time(20)]],
    ['a pair of timestamps', [time(0), 1, time(20), time(20)]],
  ])('lead to the same tokens as without ranking, after %s', (_what, written) => {
    const rules = rulesWith({ suppressed });
    for (let round = 0; round < 50; round++) {
      const logits = someLogits();
      // Timestamps together are likelier than any text in about half of the rounds.
      for (let token = time(0); token < VOCABULARY; token++) logits[token]! -= 2;
      const [few, all] = [ranked(logits, rules.ranking(4)!), ranked(logits, rules.ranking(1, 0)!)];
      const draw = (next: NextToken) => drawToken(next, 0.8, (round + 0.5) / 50);
      const next = rules.apply({ logits: logits.slice(), from: 0 }, written);
      const [best, likeliest, drawn, logSum] = [bestOf(next), likeliestToken(next).token, draw(next), next.logSum];
      const nextOfFew = rules.apply(few, written);
      expect(nextOfFew.logSum).toBeCloseTo(logSum, 5);
      expect(likeliestToken(nextOfFew).token).toBe(likeliest);
      expect(bestOf(nextOfFew).map(({ token }) => token)).toEqual(best.map(({ token }) => token));
      const nextOfAll = rules.apply(all, written);
      expect(nextOfAll.logSum).toBeCloseTo(logSum, 5);
      expect(draw(nextOfAll)).toEqual(drawn);
    }
  });

  it.each([{ repetitionPenalty: 1.1 }, { noRepeatNgramSize: 3 }])('do not do for %p', (options) =>
    expect(rulesWith(options).ranking(4)).toBeUndefined(),
  );
});

describe('the probability of a token', () => {
  it('is its share of all', () => {
    const logits = Float32Array.from([1, 2, 3]);
    const sum = Math.exp(1) + Math.exp(2) + Math.exp(3);
    expect(probability(logits, 1)).toBeCloseTo(Math.exp(2) / sum, 6);
  });

  it('is its share of the first ones where the rest does not count', () =>
    expect(probability(Float32Array.from([1, 1, 9]), 0, 2)).toBeCloseTo(0.5, 6));
});

import { drawToken, likeliestToken } from './choose-token';
import type { NextToken } from './token-rules';

const LOGITS = [1, 3, 2, -Infinity, 2.5, 0];
/** Text tokens 0 to 3, timestamps 4 and 5. */
const next = (changes: Partial<NextToken> = {}): NextToken => ({
  logits: Float32Array.from(LOGITS),
  from: 0,
  textFrom: 0,
  textTo: 4,
  timestampFrom: 4,
  timestampTo: 6,
  logSum: 0,
  ...changes,
});

const DRAWS = 10_000;
/** How often each token is drawn by numbers that lie side by side from 0 to 1. */
function countDraws(from: NextToken, temperature: number): number[] {
  const counts = LOGITS.map(() => 0);
  for (let i = 0; i < DRAWS; i++) counts[drawToken(from, temperature, i / DRAWS).token]! += 1;
  return counts;
}

describe('a token drawn at a temperature', () => {
  it.each([0.2, 1])('is each as often as its share says, at %d', (temperature) => {
    const powers = LOGITS.map((logit) => Math.exp(logit / temperature));
    const sum = powers.reduce((all, power) => all + power, 0);
    for (const [token, count] of countDraws(next(), temperature).entries()) {
      expect(Math.abs(count - (DRAWS * powers[token]!) / sum)).toBeLessThanOrEqual(1);
    }
  });

  it('is one of those that may come', () => {
    expect(countDraws(next({ textFrom: 4 }), 1).slice(0, 4)).toEqual([0, 0, 0, 0]);
    expect(countDraws(next({ textFrom: 1, timestampFrom: 6 }), 1)).toMatchObject({ 0: 0, 3: 0, 4: 0, 5: 0 });
  });

  it('comes with its logit', () => expect(drawToken(next(), 1, 0)).toEqual({ token: 0, logit: 1 }));
});

describe('the likeliest token', () => {
  it('is that of the highest logit', () => expect(likeliestToken(next())).toEqual({ token: 1, logit: 3 }));

  it('is a timestamp where text may not come', () =>
    expect(likeliestToken(next({ textFrom: 4 }))).toEqual({ token: 4, logit: 2.5 }));

  it('is the best of those whose logits are not told, where it is likelier', () => {
    const told = { logits: Float32Array.from(LOGITS.slice(2)), from: 2 };
    const best = (logit: number) => ({
      to: 2,
      tokens: Int32Array.of(1),
      logits: Float32Array.of(logit),
      logSum: logit,
    });
    expect(likeliestToken(next({ ...told, best: best(3) }))).toEqual({ token: 1, logit: 3 });
    expect(likeliestToken(next({ ...told, best: best(1.5) }))).toEqual({ token: 4, logit: 2.5 });
  });
});

import { END, FIRST_TIMESTAMP, toySearch, type Toy } from '../../../test/toy-language';
import { beamSearch } from './beam-search';
import { greedySearch, sampleTexts } from './greedy-search';
import { bestHypothesis, type Hypothesis } from './hypothesis';
import { seededRandom } from './seeded-random';

/** 0 looks better than 1 at first, but leads to texts that are all improbable. */
const garden: Toy = (text) => {
  if (text.length === 0) return [0.6, 0.4, 0, 0];
  if (text.length === 1) return text[0] === 0 ? [0.34, 0.33, 0.33, 0] : [0.01, 0.98, 0.01, 0];
  return [0, 0, 0, 1];
};
const words = ({ tokens }: Hypothesis) => tokens.filter((token) => token !== FIRST_TIMESTAMP);

describe('greedy search', () => {
  it('takes the likeliest token each time', async () => {
    const text = await greedySearch(toySearch(garden).search);
    expect(words(text)).toEqual([0, 0]);
    expect(Math.exp(text.logProbability)).toBeCloseTo(0.6 * 0.34, 5);
  });

  it('ends a text that has no end', async () => {
    const { search } = toySearch(() => [1, 0, 0, 0], { maxTokens: 6 });
    expect((await greedySearch(search)).tokens).toHaveLength(6);
  });

  it('ends between two tokens when it is aborted', async () => {
    const controller = new AbortController();
    const endless: Toy = (text) => {
      if (text.length === 3) controller.abort(new Error('enough'));
      return [1, 0, 0, 0];
    };
    const { search, steps } = toySearch(endless, { signal: controller.signal });
    await expect(greedySearch(search)).rejects.toThrow('enough');
    expect(steps).toHaveLength(4);
  });
});

describe('drawn texts', () => {
  it('are the same for the same seed, and others for another', async () => {
    const loose: Toy = (text) => (text.length < 12 ? [0.3, 0.4, 0.3, 0] : [0, 0, 0, 1]);
    const draw = async (seed: number) => {
      const texts = await sampleTexts(toySearch(loose).search, {
        texts: 3,
        temperature: 1,
        random: seededRandom(seed),
      });
      return texts.map(words);
    };
    expect(await draw(7)).toEqual(await draw(7));
    expect(await draw(7)).not.toEqual(await draw(8));
  });

  it('come as often as they are probable', async () => {
    const coin: Toy = (text) => (text.length === 0 ? [0.2, 0.8, 0, 0] : [0, 0, 0, 1]);
    const texts = await sampleTexts(toySearch(coin).search, { texts: 4000, temperature: 1, random: seededRandom(1) });
    expect(texts.filter((text) => words(text)[0] === 0).length / 4000).toBeCloseTo(0.2, 1);
  });

  it('stay near to the likeliest at a low temperature', async () => {
    const coin: Toy = (text) => (text.length === 0 ? [0.2, 0.8, 0, 0] : [0, 0, 0, 1]);
    const random = seededRandom(1);
    const texts = await sampleTexts(toySearch(coin).search, { texts: 400, temperature: 0.2, random });
    expect(texts.filter((text) => words(text)[0] === 0).length).toBeLessThan(10);
  });

  it('go on without those that have ended', async () => {
    const uneven: Toy = (text) => (text[0] === 0 || text.length === 5 ? [0, 0, 0, 1] : [0.5, 0.5, 0, 0]);
    const { search, steps } = toySearch(uneven);
    const texts = await sampleTexts(search, { texts: 8, temperature: 1, random: seededRandom(3) });
    expect(steps[0]).toBe(8);
    expect(steps.at(-1)).toBeLessThan(8);
    expect(texts.every(({ tokens }) => !tokens.includes(END))).toBe(true);
  });
});

describe('beam search', () => {
  it('finds the likelier text that greedy search misses', async () => {
    const best = bestHypothesis(await beamSearch(toySearch(garden).search, { beamSize: 2, patience: 1 }), 1);
    expect(words(best)).toEqual([1, 1]);
    expect(Math.exp(best.logProbability)).toBeCloseTo(0.4 * 0.98, 5);
  });

  it('ends when beamSize × patience texts are complete', async () => {
    const early: Toy = () => [0.3, 0.1, 0.1, 0.5];
    const complete = async (patience: number) =>
      (await beamSearch(toySearch(early).search, { beamSize: 2, patience })).length;
    expect(await complete(1)).toBeGreaterThanOrEqual(2);
    expect(await complete(3)).toBeGreaterThanOrEqual(6);
    expect(await complete(3)).toBeGreaterThan(await complete(1));
  });

  it('goes on with other texts in the place of those that end', async () => {
    const early: Toy = (text) => (text.length === 0 ? [0.3, 0.2, 0.1, 0.4] : [0, 0, 0, 1]);
    const { search, steps } = toySearch(early);
    const texts = await beamSearch(search, { beamSize: 2, patience: 1 });
    expect(steps).toEqual([1, 2]);
    expect(texts.map(words)).toEqual([[], [0], [1]]);
  });

  it('ends texts that have no end', async () => {
    const { search } = toySearch(() => [0.5, 0.3, 0.2, 0], { maxTokens: 4 });
    const texts = await beamSearch(search, { beamSize: 3, patience: 1 });
    expect(texts.map(({ tokens }) => tokens.length)).toEqual([4, 4, 4]);
  });
});

describe('the best hypothesis', () => {
  const short = { tokens: [1], logProbability: -1.2 };
  const long = { tokens: [1, 2, 3], logProbability: -3 };

  it('is the one with the best mean', () => expect(bestHypothesis([short, long], 1)).toBe(long));

  it('is the likeliest one without a length penalty', () => expect(bestHypothesis([short, long], 0)).toBe(short));
});

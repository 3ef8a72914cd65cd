import { compareWordTimes } from './word-times';

const words = (...texts: string[]) => texts.map((word, index) => ({ word, start: index, end: index + 0.5 }));
const later = (seconds: number, ...texts: string[]) =>
  words(...texts).map(({ word, start, end }) => ({ word, start: start + seconds, end: end + 2 * seconds }));

describe('word times of two transcripts', () => {
  it('are equal for the same one', () =>
    expect(compareWordTimes(words(' a', ' b'), words(' a', ' b'))).toEqual({
      matched: 2,
      of: 2,
      starts: [0, 0],
      ends: [0, 0],
    }));

  it('differ by milliseconds, whichever is first', () => {
    expect(compareWordTimes(later(0.04, ' a'), words(' a'))).toMatchObject({ starts: [40], ends: [80] });
    expect(compareWordTimes(words(' a'), later(0.04, ' a'))).toMatchObject({ starts: [40], ends: [80] });
  });

  it('are compared without case and punctuation', () =>
    expect(compareWordTimes(words(' Try,', ' again.'), words(' try', ' Again'))).toMatchObject({ matched: 2 }));

  it('pass over words that only one has', () => {
    const found = compareWordTimes(words(' so', ' try', ' again'), words(' try', ' it', ' again'));
    expect(found).toMatchObject({ matched: 2, of: 3, starts: [0, 1000] });
  });

  it('are not compared where no word is common', () =>
    expect(compareWordTimes(words(' a'), words(' b'))).toEqual({ matched: 0, of: 1, starts: [], ends: [] }));
});

import { Told } from './told';

describe('what a check has told', () => {
  it('is no news any more', () => {
    const told = new Told();
    expect([told.isNews('a', 1), told.isNews('a', 1)]).toEqual([true, false]);
  });

  it('is news again when it got late anew, and says nothing of others', () => {
    const told = new Told();
    told.isNews('a', 1);
    expect([told.isNews('b', 1), told.isNews('a', 2), told.isNews('a', 2)]).toEqual([true, true, false]);
  });

  it('is remembered of the latest hundred thousand', () => {
    const told = new Told();
    for (let n = 0; n <= 100_000; n += 1) told.isNews(`t${n}`, 1);
    expect([told.isNews('t1', 1), told.isNews('t0', 1)]).toEqual([false, true]);
  });
});

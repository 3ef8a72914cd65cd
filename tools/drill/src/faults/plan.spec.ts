import { planFaults } from './plan';

describe('the plan of the faults', () => {
  it('is the same for the same seed and another for another', () => {
    expect(planFaults(7, 60)).toEqual(planFaults(7, 60));
    expect(planFaults(8, 60)).not.toEqual(planFaults(7, 60));
  });

  it('of a longer drill begins like that of a shorter one', () => {
    const short = planFaults(7, 30);
    expect(planFaults(7, 120).slice(0, short.length)).toEqual(short);
  });

  it('has every kind of fault for everything that can be hit in two minutes', () => {
    const faults = [1, 2, 3, 4].flatMap((seed) => planFaults(seed, 120));
    expect(new Set(faults.map(({ role, kind }) => `${kind} ${role}`)).size).toBe(13);
    expect(Math.max(...faults.map(({ atMs }) => atMs))).toBeLessThan(120_000);
  });
});

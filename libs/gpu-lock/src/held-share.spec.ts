import { heldShareOf } from './held-share';

const MINUTE = 60_000;
/** The end of a minute, so that the last hour is sixty whole ones. */
const NOW = 28_333_334 * MINUTE;

/** What was taken in which minute, counted back from now. */
const taken = (minutes: Record<number, number>): Record<string, string> =>
  Object.fromEntries(Object.entries(minutes).map(([ago, ms]) => [`taken:${NOW / MINUTE - Number(ago)}`, String(ms)]));
const allOf = (minutes: number, ms: number) =>
  taken(Object.fromEntries(Array.from({ length: minutes }, (_x, i) => [i + 1, ms])));

describe('the share of the last hour in which a GPU was held', () => {
  it.each([
    ['never used', {}, undefined, 0],
    ['held for half an hour', {}, 30, 0.5],
    ['held from before the hour', {}, 90, 1],
    ['held twice', taken({ 10: 40_000, 11: 20_000, 30: MINUTE }), undefined, 2 / 60],
    ['held by one task after the other', allOf(60, 58_000), undefined, 58 / 60],
    ['held by many tasks for two minutes only', allOf(2, 58_000), undefined, 116 / 3600],
    ['held before, and is held again', taken({ 20: 30_000 }), 3, 3.5 / 60],
    ['held before the hour only', taken({ 61: MINUTE, 70: MINUTE }), undefined, 0],
  ] as const)('is right for one that was %s', (_name, statistics, minutesSince, share) => {
    const since = minutesSince === undefined ? undefined : NOW - minutesSince * MINUTE;
    expect(heldShareOf(statistics, since, NOW)).toBeCloseTo(share, 6);
  });

  it('leaves the part of a minute out that the hour has left behind', () => {
    const statistics = allOf(60, MINUTE);
    expect(heldShareOf(statistics, undefined, NOW + 30_000)).toBeCloseTo(59 / 59.5, 6);
  });

  it('takes other statistics for what they are', () => {
    expect(heldShareOf({ hold_ms: '3600000', released: 'free 1 x' }, undefined, NOW)).toBe(0);
  });
});

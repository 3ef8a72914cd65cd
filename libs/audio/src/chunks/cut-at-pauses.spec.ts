import fc from 'fast-check';
import type { Span } from '../span';
import { cutAtPauses } from './cut-at-pauses';

const seconds = (...times: [number, number][]): Span[] =>
  times.map(([start, end]) => ({ start: start * 16_000, end: end * 16_000 }));

describe('cutting at pauses', () => {
  const options = { target: 30, max: 40 };

  it('cuts in the middle of the longest pause near the target', () => {
    const speech = seconds([0, 24], [25, 33], [36, 38], [38.5, 60]);
    expect(cutAtPauses(speech, { length: 60 * 16_000, ...options })).toEqual(seconds([0, 34.5], [34.5, 60]));
  });

  it('does not mind pauses far from the target', () => {
    const speech = seconds([0, 5], [15, 29], [30, 45]);
    expect(cutAtPauses(speech, { length: 45 * 16_000, ...options })).toEqual(seconds([0, 29.5], [29.5, 45]));
  });

  it('cuts hard where there is no pause', () => {
    const speech = seconds([0, 100]);
    expect(cutAtPauses(speech, { length: 100 * 16_000, ...options })).toEqual(seconds([0, 40], [40, 80], [80, 100]));
  });

  it('cuts silence at the target', () => {
    expect(cutAtPauses([], { length: 70 * 16_000, ...options })).toEqual(seconds([0, 30], [30, 70]));
  });

  it('leaves a short one whole, and makes none of nothing', () => {
    expect(cutAtPauses([], { length: 40 * 16_000, ...options })).toEqual(seconds([0, 40]));
    expect(cutAtPauses([], { length: 0, ...options })).toEqual([]);
  });

  it('refuses a largest length below the target', () => {
    expect(() => cutAtPauses([], { length: 1, target: 30, max: 20 })).toThrow(RangeError);
  });

  it('never loses a sample and never makes a chunk too long', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 400_000 }), { maxLength: 60 });
    fc.assert(
      fc.property(
        gaps,
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 1, max: 5, noNaN: true }),
        (steps, target, times) => {
          const edges = steps.map((_, i) => steps.slice(0, i + 1).reduce((sum, step) => sum + step, 0));
          const speech = edges.flatMap((end, i) => (i % 2 === 1 ? [{ start: edges[i - 1]!, end }] : []));
          const length = (edges.at(-1) ?? 0) + 100;
          const chunks = cutAtPauses(speech, { length, target, max: target * times });
          expect([0, ...chunks.map(({ end }) => end)]).toEqual([...chunks.map(({ start }) => start), length]);
          for (const { start, end } of chunks) {
            expect(end).toBeGreaterThan(start);
            expect(end - start).toBeLessThanOrEqual(target * times * 16_000);
          }
        },
      ),
    );
  });
});

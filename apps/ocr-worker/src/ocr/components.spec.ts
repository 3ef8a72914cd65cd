import { findComponents, type ProbabilityMap } from './components';

/** Digits are tenths of probability. */
function mapOf(...rows: string[]): ProbabilityMap {
  return {
    data: Float32Array.from([...rows.join('')], (digit) => Number(digit) / 10),
    width: rows[0]!.length,
    height: rows.length,
  };
}

const boxes = (...rows: string[]) => findComponents(mapOf(...rows), 0.3).map(({ box }) => box);

describe('connected components', () => {
  it('finds each group with its box', () =>
    expect(boxes('0990', '0000', '0009')).toEqual([
      [1, 0, 3, 1],
      [3, 2, 4, 3],
    ]));

  it('joins pixels that touch at a corner', () => expect(boxes('900', '090', '009')).toEqual([[0, 0, 3, 3]]));

  it('does not join across the edges of the picture', () => expect(boxes('009', '900')).toHaveLength(2));

  it('leaves out pixels at the threshold', () => expect(findComponents(mapOf('050'), 0.5)).toEqual([]));

  it('widens to the left below its first pixel', () => expect(boxes('009', '999')).toEqual([[0, 0, 3, 2]]));

  it('scores a group by the mean of its pixels', () =>
    expect(findComponents(mapOf('0480', '0600'), 0.3)[0]!.score).toBeCloseTo(0.6));

  it('outlines the outer corners of the pixels', () =>
    expect(findComponents(mapOf('090'), 0.3)[0]!.outline).toEqual([
      { x: 1, y: 0 },
      { x: 1, y: 1 },
      { x: 2, y: 0 },
      { x: 2, y: 1 },
    ]));
});

import { toBatches } from './recogniser';
import { regionOfBox } from './region';

const line = (width: number, index: number) => ({ region: regionOfBox([0, 0, width, 48]), width, index });

describe('batches of lines', () => {
  const widths = (...given: number[]) => toBatches(given.map(line)).map((batch) => batch.map(({ width }) => width));

  it('hold lines of the same padded width', () =>
    expect(widths(100, 40, 120, 33)).toEqual([
      [33, 40],
      [100, 120],
    ]));

  it('keep the place of each line', () =>
    expect(toBatches([line(50, 0), line(40, 1)])[0]!.map(({ index }) => index)).toEqual([1, 0]));

  it('are limited in size, for the memory they take', () =>
    expect(widths(...Array<number>(9).fill(60)).every((batch) => batch.length <= 8)).toBe(true));
});

import { rowsOf } from './rows-of';

const picture = { data: Uint8Array.from({ length: 2 * 3 * 3 }, (_, at) => at), width: 2, height: 3 };
const part = { file: 'a.png', start: 0, end: 1 };

describe('a part of a stitched picture', () => {
  it('has its own rows', () => {
    const rows = rowsOf(picture, { ...part, y: 1, height: 2 }, 's.png');
    expect(rows).toMatchObject({ width: 2, height: 2 });
    expect([...rows.data]).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
  });

  it.each([
    [3, 1],
    [0, 4],
  ])('is refused where it begins at %i and has %i rows of three', (y, height) => {
    expect(() => rowsOf(picture, { ...part, y, height }, 's.png')).toThrow(/s\.png: part "a\.png" .* of 3 rows/);
  });
});

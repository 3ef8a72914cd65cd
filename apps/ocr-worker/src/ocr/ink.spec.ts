import { inkedPart, partOf } from './ink';
import type { Picture } from './picture';

/** A page of white with a black rectangle. */
function page(width: number, height: number, [x1, y1, x2, y2]: readonly number[]): Picture {
  const data = new Uint8Array(3 * width * height).fill(250);
  for (let y = y1!; y < y2!; y++) data.fill(10, 3 * (y * width + x1!), 3 * (y * width + x2!));
  return { data, width, height };
}

it('finds where the ink is, with paper around it', () => {
  expect(inkedPart(page(100, 200, [20, 50, 30, 55]))).toEqual([12, 42, 38, 63]);
  expect(inkedPart(page(100, 200, [0, 0, 10, 5]))).toEqual([0, 0, 18, 13]);
});

it('finds no part where the ink is all over, or nowhere', () => {
  expect(inkedPart(page(100, 200, [5, 5, 95, 190]))).toBeUndefined();
  expect(inkedPart(page(100, 200, [0, 0, 0, 0]))).toBeUndefined();
});

it('cuts a part out', () => {
  const { data, ...size } = partOf(page(10, 10, [4, 5, 6, 6]), [3, 5, 7, 7]);
  expect(size).toEqual({ width: 4, height: 2 });
  expect([...data].filter((_, at) => at % 3 === 0)).toEqual([250, 10, 10, 250, 250, 250, 250, 250]);
});

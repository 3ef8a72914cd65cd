import { inReadingOrder } from './columns';
import { regionOfBox, type Box } from './region';

const order = (boxes: Record<string, Box>): string[] => {
  const regions = Object.entries(boxes).map(([name, box]) => ({ name, ...regionOfBox(box) }));
  return inReadingOrder(regions).map((region) => (region as (typeof regions)[number]).name);
};

const lines = (name: string, left: number, right: number, top: number, count: number, height = 10) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at): [string, Box] => {
      const y = top + at * 2 * height;
      return [`${name}${at}`, [left, y, right, y + height]];
    }),
  );

describe('the reading order', () => {
  it('is from top to bottom and from left to right', () =>
    expect(order({ rightTop: [60, 11, 90, 20], bottom: [0, 30, 90, 40], leftTop: [0, 10, 50, 21] })).toEqual([
      'leftTop',
      'rightTop',
      'bottom',
    ]));

  it('goes down one column after the other, between what stands over both', () => {
    const page = {
      ...lines('c', 420, 600, 40, 5),
      title: [0, 0, 600, 20] as Box,
      ...lines('b', 210, 390, 43, 5),
      ...lines('a', 0, 180, 40, 5),
      foot: [0, 200, 600, 210] as Box,
    };
    const column = (name: string) => Object.keys(lines(name, 0, 1, 0, 5));
    expect(order(page)).toEqual(['title', ...column('a'), ...column('b'), ...column('c'), 'foot']);
  });

  it('goes along the rows of a table', () => {
    const table = { ...lines('name', 0, 40, 0, 4), ...lines('price', 100, 130, 0, 4) };
    expect(order(table)).toEqual([0, 1, 2, 3].flatMap((at) => [`name${at}`, `price${at}`]));
  });

  it('takes two lines side by side for one row', () =>
    expect(order({ right: [100, 0, 200, 10], left: [0, 0, 80, 10] })).toEqual(['left', 'right']));
});

import { writeFile } from 'node:fs/promises';
import { ct2Bytes, floats } from '../../../test/ct2-writer';
import { Workplace } from '../../../test/model-fixture';
import { Ct2File } from '../ct2/ct2-file';
import { Weights } from '../ct2/weights';
import { quantise } from './quantise';

const ROWS = 150;
const WIDTH = 7;
const table = Array.from({ length: ROWS }, (_, row) =>
  Array.from({ length: WIDTH }, (__, i) => (row === 3 ? 0 : Math.fround(Math.sin(row * 7.3 + i * 1.9) * (row + 1)))),
);

let workplace: Workplace;
let weights: Weights;
beforeEach(async () => {
  workplace = await Workplace.open();
  await writeFile(workplace.at('model.bin'), ct2Bytes({ w: floats([ROWS, WIDTH], table.flat()) }));
  weights = new Weights(await Ct2File.open(workplace.at('model.bin')));
});
afterEach(async () => {
  await weights.file.close();
  await workplace.cleanUp();
});

describe('quantised rows', () => {
  it('have the scale of their own largest value, and 1 where all is zero', async () => {
    const { scales } = await quantise(weights, weights.rows('w'), false);
    const right = table.map((row) => Math.max(...row.map(Math.abs)) / 127 || 1);
    expect([...scales]).toEqual(right.map((scale) => Math.fround(scale)));
  });

  it('are off by half a step at most, and reach 127', async () => {
    const { values, scales } = await quantise(weights, weights.rows('w'), false);
    table.forEach((row, index) => {
      const scale = scales[index] ?? 0;
      row.forEach((value, i) =>
        expect(Math.abs((values[index * WIDTH + i] ?? 0) * scale - value)).toBeLessThanOrEqual(scale * 0.5001),
      );
      if (index !== 3)
        expect(Math.max(...[...values.subarray(index * WIDTH, (index + 1) * WIDTH)].map(Math.abs))).toBe(127);
    });
  });

  it('are the same when they are written as columns', async () => {
    const rows = await quantise(weights, weights.rows('w', 10, 130), false);
    const columns = await quantise(weights, weights.rows('w', 10, 130), true);
    expect(columns.scales).toEqual(rows.scales);
    for (let row = 0; row < 130; row++) {
      for (let i = 0; i < WIDTH; i++) expect(columns.values[i * 130 + row]).toBe(rows.values[row * WIDTH + i]);
    }
  });

  it('round halves to the even neighbour', async () => {
    await writeFile(workplace.at('halves.bin'), ct2Bytes({ w: floats([1, 4], [127, 0.5, 1.5, -2.5]) }));
    const halves = new Weights(await Ct2File.open(workplace.at('halves.bin')));
    expect([...(await quantise(halves, halves.rows('w'), false)).values]).toEqual([127, 0, 2, -2]);
    await halves.file.close();
  });
});

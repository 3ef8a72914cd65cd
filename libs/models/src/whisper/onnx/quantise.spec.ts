import { writeFile } from 'node:fs/promises';
import { ct2Bytes, floats } from '../../../test/ct2-writer';
import { Workplace } from '../../../test/model-fixture';
import { Ct2File } from '../ct2/ct2-file';
import { Weights, type Rows } from '../ct2/weights';
import { quantiseBlocks, quantiseColumns } from './quantise';

const ROWS = 150;
const WIDTH = 8;
const BLOCK = 4;
const EMPTY = 3;
const table = Array.from({ length: ROWS }, (_, row) =>
  Array.from({ length: WIDTH }, (__, i) =>
    row === EMPTY ? 0 : Math.fround(Math.sin(row * 7.3 + i * 1.9) * (row + 1)),
  ),
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

async function blocksOf(rows: Rows, block: number) {
  const scales = new Float32Array((rows.count * rows.width) / block);
  const pieces: Uint8Array[] = [];
  for await (const piece of quantiseBlocks(weights, rows, block, scales)) pieces.push(piece);
  return { values: Int16Array.from(Buffer.concat(pieces), (byte) => byte - 128), scales };
}

describe('quantised columns', () => {
  it('have the scale of the largest value of their row, and 1 where all of it is zero', async () => {
    const { scales } = await quantiseColumns(weights, weights.rows('w'));
    const right = table.map((row) => Math.max(...row.map(Math.abs)) / 127 || 1);
    expect([...scales]).toEqual(right.map((scale) => Math.fround(scale)));
  });

  it('are off by half a step at most, and reach 127', async () => {
    const rows = table.slice(10, 140);
    const { values, scales } = await quantiseColumns(weights, weights.rows('w', 10, 130));
    rows.forEach((row, at) => {
      const found = row.map((_, i) => values[i * 130 + at]!);
      found.forEach((value, i) => {
        expect(Math.abs(value * scales[at]! - row[i]!)).toBeLessThanOrEqual(scales[at]! * 0.5001);
      });
      expect(Math.max(...found.map(Math.abs))).toBe(127);
    });
  });

  it('round halves to the even neighbour', async () => {
    await writeFile(workplace.at('halves.bin'), ct2Bytes({ w: floats([1, 4], [127, 0.5, 1.5, -2.5]) }));
    const halves = new Weights(await Ct2File.open(workplace.at('halves.bin')));
    expect([...(await quantiseColumns(halves, halves.rows('w'))).values]).toEqual([127, 0, 2, -2]);
    await halves.file.close();
  });
});

describe('quantised blocks', () => {
  it('have each the scale of their own largest value, and 1 where all is zero', async () => {
    const { scales } = await blocksOf(weights.rows('w'), BLOCK);
    const right = table.flatMap((row) =>
      [row.slice(0, BLOCK), row.slice(BLOCK)].map((block) => Math.max(...block.map(Math.abs)) / 127 || 1),
    );
    expect([...scales]).toEqual(right.map((scale) => Math.fround(scale)));
  });

  it('lie as the rows do, off by half a step at most', async () => {
    const { values, scales } = await blocksOf(weights.rows('w', 10, 130), BLOCK);
    const right = table.slice(10, 140).flat();
    expect(values).toHaveLength(right.length);
    right.forEach((value, at) => {
      const scale = scales[Math.floor(at / BLOCK)]!;
      expect(Math.abs(values[at]! * scale - value)).toBeLessThanOrEqual(scale * 0.5001);
    });
    expect(Math.max(...values)).toBe(127);
    expect(Math.min(...values)).toBe(-127);
  });

  it('are the columns, turned, where a block is a row', async () => {
    const rows = weights.rows('w');
    const [blocks, columns] = [await blocksOf(rows, WIDTH), await quantiseColumns(weights, rows)];
    expect(blocks.scales).toEqual(columns.scales);
    blocks.values.forEach((value, at) => {
      expect(value).toBe(columns.values[(at % WIDTH) * ROWS + Math.floor(at / WIDTH)]);
    });
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { smallNetwork } from '../../test/small-network';
import { Network } from './network';
import type { Plane } from './opencv';
import { boxMask } from './stroke-mask';

const directory = mkdtempSync(join(tmpdir(), 'network-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** Brightness of half of white in the range of video. */
const GREY = 126;
const SIZE = { width: 150, height: 40 };

const plane = (width: number, height: number, value: number): Plane => ({
  ...{ data: new Uint8Array(width * height).fill(value), width, height },
});

it('paints the pixels of the mask alone, in as many tiles as it takes', async () => {
  const network = await Network.open(smallNetwork(join(directory, 'small.onnx')));
  const area = { x: 0, y: 0, ...SIZE };
  const planes = [plane(150, 40, 60), plane(75, 20, 90), plane(75, 20, 200)];
  const hole = { x: 10, y: 12, width: 120, height: 8 };
  await network.fill(planes, boxMask(hole, area)!);
  await network.close();
  const inside = (x: number, y: number, shrink: number): boolean =>
    x >= hole.x / shrink &&
    x < (hole.x + hole.width) / shrink &&
    y >= hole.y / shrink &&
    y < (hole.y + hole.height) / shrink;
  for (const [at, before, after, shrink] of [
    [0, 60, GREY, 1],
    [1, 90, 128, 2],
    [2, 200, 128, 2],
  ] as const) {
    const { data, width } = planes[at]!;
    const wanted = data.map((_, place) => (inside(place % width, Math.floor(place / width), shrink) ? after : before));
    expect(Buffer.from(data).equals(Buffer.from(wanted))).toBe(true);
  }
});

it('refuses a file that is no such network, and says what it is', async () => {
  const path = join(directory, 'damaged.onnx');
  writeFileSync(path, 'not a network');
  await expect(Network.open({ name: 'lama', sha256: '', path, threads: 1 })).rejects.toMatchObject({
    code: 'MODEL_UNAVAILABLE',
    message: expect.stringMatching(/cannot be loaded/),
  });
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toTaskError } from '@switchyard/contracts';
import sharp from 'sharp';
import { loadPicture } from '../ocr/picture';
import type { StitchedImage } from './manifests';
import { stitch } from './stitch';

const directory = mkdtempSync(join(tmpdir(), 'switchyard-stitch-'));
afterAll(() => rmSync(directory, { recursive: true }));

const picture = async (file: string, width: number, height: number) => {
  await sharp({ create: { width, height, channels: 3, background: 'white' } }).toFile(join(directory, file));
  return { file, start: 0, end: 1 };
};

let outputs = 0;
const output = (): string => {
  const to = join(directory, `out-${(outputs += 1)}`);
  mkdirSync(to);
  return to;
};
const partsOf = (images: StitchedImage[]) => images.map(({ parts }) => parts.map(({ file, y }) => [file, y]));

describe('stitching', () => {
  it('puts pictures below each other, as many as are asked for', async () => {
    const frames = [await picture('a.png', 20, 10), await picture('b.png', 30, 5), await picture('c.png', 8, 8)];
    const { images } = await stitch({ frames, from: directory, to: output(), batchSize: 2 }, () => undefined);
    expect(images.map(({ width, height }) => [width, height])).toEqual([
      [30, 15],
      [8, 8],
    ]);
    expect(partsOf(images)).toEqual([
      [
        ['a.png', 0],
        ['b.png', 10],
      ],
      [['c.png', 0]],
    ]);
  });

  it('begins another picture before one gets larger than what can be read', async () => {
    const frames = [await picture('wide.png', 20_000, 1), await picture('high.png', 1, 6000)];
    const to = output();
    const { images } = await stitch({ frames, from: directory, to, batchSize: 100 }, () => undefined);
    expect(partsOf(images)).toEqual([[['wide.png', 0]], [['high.png', 0]]]);
    for (const { file } of images) await loadPicture(join(to, file));
  });

  it('knows a disk that is full', async () => {
    const to = output();
    symlinkSync('/dev/full', join(to, 'stitched_00001.png'));
    const frames = [await picture('a.png', 20, 10)];
    const failure = await stitch({ frames, from: directory, to, batchSize: 2 }, () => undefined).catch(toTaskError);
    expect(failure).toMatchObject({ code: 'DISK_FULL' });
  });
});

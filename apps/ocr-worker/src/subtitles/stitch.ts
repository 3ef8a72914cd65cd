import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InputRejectedError, withoutDirectories } from '@switchyard/contracts';
import sharp from 'sharp';
import { MAX_PIXELS, tooManyPixels } from '../ocr/picture';
import { fileIn, type CropFrame, type StitchedImage } from './manifests';

/** A picture that waits to be stitched. */
interface Layer {
  frame: CropFrame;
  path: string;
  width: number;
  height: number;
}

/** Puts pictures below each other, up to `batchSize` into one, and writes `manifest.json` beside them. */
export async function stitch(
  params: { frames: CropFrame[]; from: string; to: string; batchSize: number },
  progress: (fraction: number) => void,
): Promise<{ images: StitchedImage[]; manifest: string }> {
  const { frames, from, to, batchSize } = params;
  const images: StitchedImage[] = [];
  let done = 0;
  for await (const batch of batchesOf(frames, from, batchSize)) {
    images.push(await stitchBatch(batch, to, `stitched_${String(images.length + 1).padStart(5, '0')}.png`));
    done += batch.length;
    progress(done / frames.length);
  }
  const manifest = join(to, 'manifest.json');
  await writeFile(manifest, JSON.stringify({ images }));
  return { images, manifest };
}

async function* batchesOf(frames: CropFrame[], from: string, batchSize: number): AsyncGenerator<Layer[], void> {
  let batch: Layer[] = [];
  for (const frame of frames) {
    const layer = await layerOf(frame, fileIn(from, frame.file));
    if (batch.length === batchSize || !fitTogether([...batch, layer])) {
      yield batch;
      batch = [];
    }
    batch.push(layer);
  }
  if (batch.length > 0) yield batch;
}

/** Whether a stitched picture of these is one that reading it accepts. */
export const fitTogether = (sizes: readonly { width: number; height: number }[]): boolean =>
  widthOf(sizes) * heightOf(sizes) <= MAX_PIXELS;

const widthOf = (sizes: readonly { width: number }[]): number => Math.max(...sizes.map(({ width }) => width));
const heightOf = (sizes: readonly { height: number }[]): number => sizes.reduce((sum, { height }) => sum + height, 0);

async function stitchBatch(batch: readonly Layer[], to: string, file: string): Promise<StitchedImage> {
  const size = { width: widthOf(batch), height: heightOf(batch) };
  let y = 0;
  const parts = batch.map(({ frame, height }) => {
    const part = { ...frame, y, height };
    y += height;
    return part;
  });
  const layer = async ({ path }: Layer, at: number) => ({
    input: await decoded(path),
    left: 0,
    top: parts[at]?.y ?? 0,
  });
  const canvas = { create: { ...size, channels: 3 as const, background: 'black' } };
  const pixels = await Promise.all(batch.map(layer));
  // written here and not by sharp, whose errors do not say that the disk is full
  await writeFile(join(to, file), await sharp(canvas).composite(pixels).png({ compressionLevel: 3 }).toBuffer());
  return { file, ...size, parts };
}

/** A damaged picture is found here, by its name, and not in the middle of composing. */
const decoded = (path: string): Promise<Buffer> =>
  sharp(path).flatten({ background: 'black' }).png({ compressionLevel: 0 }).toBuffer().catch(unreadable(path));

async function layerOf(frame: CropFrame, path: string): Promise<Layer> {
  const { width, height } = await sharp(path, { limitInputPixels: false }).metadata().catch(unreadable(path));
  if (!fitTogether([{ width, height }])) throw tooManyPixels(path, width, height);
  return { frame, path, width, height };
}

const unreadable = (path: string) => (error: unknown) => {
  const why = error instanceof Error ? withoutDirectories(error.message.split('\n')[0] ?? '') : '';
  throw new InputRejectedError(`${basename(path)} of the manifest cannot be read as a picture: ${why}`);
};

import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InputRejectedError, isPlainObject, withoutDirectories } from '@switchyard/contracts';
import sharp from 'sharp';

/** One picture of the subtitle area and when it was shown, in seconds. */
export interface CropFrame {
  file: string;
  start: number;
  end: number;
}

/** Part of a stitched picture; pixels. */
export interface StitchedPart extends CropFrame {
  y: number;
  height: number;
}

export interface StitchedImage {
  file: string;
  width: number;
  height: number;
  parts: StitchedPart[];
}

/** Reads the list a manifest holds under a name; says which file is wrong and why. */
export async function readManifest<T>(
  path: string,
  list: 'frames' | 'images',
  fields: (keyof T & string)[],
): Promise<T[]> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const manifest = parseJson(await readFile(path, 'utf8'), name);
  const entries = isPlainObject(manifest) ? manifest[list] : undefined;
  if (!Array.isArray(entries)) throw new InputRejectedError(`${name} is not a manifest: it has no list "${list}"`);
  const broken = entries.findIndex((entry) => !isPlainObject(entry) || fields.some((field) => !(field in entry)));
  if (broken >= 0)
    throw new InputRejectedError(`${name}: entry ${broken} of "${list}" lacks one of ${fields.join(', ')}`);
  return entries as T[];
}

/** A file of a manifest below its directory; a name that leads elsewhere is refused. */
export function fileIn(directory: string, name: string): string {
  if (!/^[^/\\\0]+$/.test(name) || name.startsWith('.'))
    throw new InputRejectedError(`"${name}" is not a file name of the manifest's directory`);
  return join(directory, name);
}

/** Puts pictures below each other, `batchSize` into one, and writes `manifest.json` beside them. */
export async function stitch(
  params: { frames: CropFrame[]; from: string; to: string; batchSize: number },
  progress: (fraction: number) => void,
): Promise<{ images: StitchedImage[]; manifest: string }> {
  const images: StitchedImage[] = [];
  for (let at = 0; at < params.frames.length; at += params.batchSize) {
    const batch = params.frames.slice(at, at + params.batchSize);
    images.push(
      await stitchBatch(batch, params.from, params.to, `stitched_${String(images.length + 1).padStart(5, '0')}.png`),
    );
    progress((at + batch.length) / params.frames.length);
  }
  const manifest = join(params.to, 'manifest.json');
  await writeFile(manifest, JSON.stringify({ images }));
  return { images, manifest };
}

async function stitchBatch(batch: CropFrame[], from: string, to: string, file: string): Promise<StitchedImage> {
  const sizes = await Promise.all(batch.map(async (frame) => sizeOf(fileIn(from, frame.file))));
  const width = Math.max(...sizes.map((size) => size.width));
  let y = 0;
  const parts = batch.map((frame, i) => {
    const height = sizes[i]?.height ?? 0;
    const part = { ...frame, y, height };
    y += height;
    return part;
  });
  const layers = parts.map((part) => ({ input: fileIn(from, part.file), left: 0, top: part.y }));
  const canvas = { create: { width, height: y, channels: 3 as const, background: 'black' } };
  const pixels = await Promise.all(layers.map(async ({ input, ...at }) => ({ ...at, input: await decoded(input) })));
  await sharp(canvas).composite(pixels).png({ compressionLevel: 3 }).toFile(join(to, file));
  return { file, width, height: y, parts };
}

/** A damaged picture is found here, by its name, and not in the middle of composing. */
const decoded = (path: string): Promise<Buffer> =>
  sharp(path).flatten({ background: 'black' }).png({ compressionLevel: 0 }).toBuffer().catch(unreadable(path));

async function sizeOf(path: string): Promise<{ width: number; height: number }> {
  const { width, height } = await sharp(path).metadata().catch(unreadable(path));
  return { width, height };
}

const unreadable = (path: string) => (error: unknown) => {
  const why = error instanceof Error ? withoutDirectories(error.message.split('\n')[0] ?? '') : '';
  throw new InputRejectedError(`${basename(path)} of the manifest cannot be read as a picture: ${why}`);
};

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputRejectedError(`${name} is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
}

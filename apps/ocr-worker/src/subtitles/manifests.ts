import { join } from 'node:path';
import { InputRejectedError, IntegerField, ListField, NumberField, TextField, type Area } from '@switchyard/contracts';
import { entriesOf, readList, readObject } from '../read-list';
import type { PictureSize } from './in-picture';

const FILE = { description: 'name of a file in the directory of the pictures', maxLength: 255 } as const;
const PIXELS = { unit: 'pixels', maximum: 1_000_000 } as const;

/** One picture of the subtitle area and when it was shown. */
export class CropFrame {
  @TextField(FILE)
  file!: string;

  @NumberField({ description: 'when it appeared', unit: 'seconds', minimum: 0 })
  start!: number;

  @NumberField({ description: 'when it went', unit: 'seconds', minimum: 0 })
  end!: number;
}

/** Part of a stitched picture. */
export class StitchedPart extends CropFrame {
  @IntegerField({ description: 'its first row', minimum: 0, ...PIXELS })
  y!: number;

  @IntegerField({ description: 'how many rows it has', minimum: 1, ...PIXELS })
  height!: number;
}

/** One picture of several, below each other. */
export class StitchedImage {
  @TextField(FILE)
  file!: string;

  @IntegerField({ description: 'width', minimum: 1, ...PIXELS })
  width!: number;

  @IntegerField({ description: 'height', minimum: 1, ...PIXELS })
  height!: number;

  @ListField({ description: 'its parts', items: 'object' })
  parts!: StitchedPart[];
}

/** The pictures that `ffmpeg.crop_subtitle_images` made. */
export const readFrames = (path: string): Promise<CropFrame[]> =>
  readList({ path, list: 'frames', entry: CropFrame, kind: 'a manifest' });

/** Where in the picture the area of a manifest is; undefined where the manifest, of another program, does not say it. */
export async function readPlace(path: string): Promise<{ area: Area; picture: PictureSize } | undefined> {
  const { area, picture } = (await readObject(path)) as {
    area?: unknown;
    picture?: { width?: unknown; height?: unknown };
  };
  const { width, height } = picture ?? {};
  if (!Array.isArray(area) || area.length !== 4) return undefined;
  if (![...(area as unknown[]), width, height].every(Number.isInteger)) return undefined;
  return { area: area as unknown as Area, picture: { width: width as number, height: height as number } };
}

/** The pictures that `paddleocr.create_stitched_images` made. */
export async function readStitchedImages(path: string): Promise<StitchedImage[]> {
  const images = await readList({ path, list: 'images', entry: StitchedImage, kind: 'a manifest' });
  return images.map((image) => ({ ...image, parts: entriesOf(StitchedPart, image.parts, `${image.file}: parts`) }));
}

/** A file of a manifest below its directory; a name that leads elsewhere is refused. */
export function fileIn(directory: string, name: string): string {
  if (!/^[^/\\\0]+$/.test(name) || name.startsWith('.'))
    throw new InputRejectedError(`"${name}" is not a file name of the manifest's directory`);
  return join(directory, name);
}

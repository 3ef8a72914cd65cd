import { basename } from 'node:path';
import { InputRejectedError } from '@switchyard/contracts';
import sharp from 'sharp';

/** Pixels as RGB, row-major, 8 bits each. */
export interface Picture {
  data: Uint8Array;
  width: number;
  height: number;
}

const READABLE_FORMATS = new Set(['png', 'jpeg', 'webp', 'tiff', 'gif', 'heif']);

/** Three times an 8k frame; decoded it takes 300 MB. */
export const MAX_PIXELS = 100_000_000;

/** By default libvips remembers files by path; ours are rewritten by a later attempt. */
sharp.cache(false);

/** Decodes a picture upright, transparency on white; refuses what is no picture or has more than `maxPixels`. */
export async function loadPicture(path: string, { maxPixels = MAX_PIXELS } = {}): Promise<Picture> {
  try {
    await refuseUnreadable(path, maxPixels);
    const { data, info } = await sharp(path, { limitInputPixels: maxPixels })
      .autoOrient()
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height };
  } catch (thrown) {
    if (thrown instanceof InputRejectedError) throw thrown;
    throw new InputRejectedError(`${basename(path)} cannot be read as a picture: ${reasonOf(thrown)}`);
  }
}

async function refuseUnreadable(path: string, maxPixels: number): Promise<void> {
  const { format, width, height } = await sharp(path, { limitInputPixels: false }).metadata();
  if (!READABLE_FORMATS.has(format)) {
    throw new InputRejectedError(`${basename(path)} is ${format}; readable are ${[...READABLE_FORMATS].join(', ')}`);
  }
  if (width * height > maxPixels) throw tooManyPixels(path, width, height, maxPixels);
}

/** Says how large a picture is and may be. */
export const tooManyPixels = (path: string, width: number, height: number, most = MAX_PIXELS): InputRejectedError =>
  new InputRejectedError(`${basename(path)} has ${width}×${height} pixels; at most ${most / 1e6} million are read`);

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown);
}

import type { Picture } from './picture';
import type { Region } from './region';

/** Where planes of floats go: blue, green, red (the order the PP-OCR models were trained in), each `stride` wide. */
export interface Planes {
  data: Float32Array;
  /** Values from one row to the next. */
  stride: number;
  /** Values from one plane to the next. */
  planeSize: number;
}

/**
 * Draws a region of the picture upright into `width` × `height` values of each plane, scaled from 0…255 to -1…1;
 * bilinear, averaged when shrinking, the picture's edge repeated outside of it.
 */
export function sampleRegion(picture: Picture, region: Region, into: Planes, width: number, height: number): void {
  const step = { x: region.width / width, y: region.height / height };
  const samples = { x: samplesFor(step.x), y: samplesFor(step.y) };
  const cos = Math.cos(region.angle);
  const sin = Math.sin(region.angle);
  const rgb = new Float64Array(3);
  const scale = 1 / (127.5 * samples.x * samples.y);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      rgb.fill(0);
      for (let sample = 0; sample < samples.x * samples.y; sample++) {
        const along = (column + ((sample % samples.x) + 0.5) / samples.x) * step.x - region.width / 2;
        const across = (row + (Math.floor(sample / samples.x) + 0.5) / samples.y) * step.y - region.height / 2;
        const x = region.centre.x + along * cos - across * sin - 0.5;
        const y = region.centre.y + along * sin + across * cos - 0.5;
        addPixelAt(picture, x, y, rgb);
      }
      const at = row * into.stride + column;
      into.data[at] = rgb[2]! * scale - 1;
      into.data[at + into.planeSize] = rgb[1]! * scale - 1;
      into.data[at + 2 * into.planeSize] = rgb[0]! * scale - 1;
    }
  }
}

/** One bilinear sample is the mean of two pixels, so a step of two needs only one. */
const samplesFor = (step: number): number => Math.max(1, Math.round(step / 2));

function addPixelAt({ data, width, height }: Picture, x: number, y: number, rgb: Float64Array): void {
  const insideX = Math.min(Math.max(x, 0), width - 1);
  const insideY = Math.min(Math.max(y, 0), height - 1);
  const left = Math.floor(insideX);
  const top = Math.floor(insideY);
  const right = insideX - left;
  const low = insideY - top;
  const topLeft = (top * width + left) * 3;
  const topRight = left + 1 < width ? topLeft + 3 : topLeft;
  const down = top + 1 < height ? width * 3 : 0;
  for (let channel = 0; channel < 3; channel++) {
    const above = data[topLeft + channel]! * (1 - right) + data[topRight + channel]! * right;
    const below = data[topLeft + down + channel]! * (1 - right) + data[topRight + down + channel]! * right;
    rgb[channel]! += above * (1 - low) + below * low;
  }
}

import type { Picture } from './picture';
import type { Box } from './region';

/** Brightness, of 255, by which ink differs from paper. */
const CONTRAST = 48;
/** Paper around the ink, as a share of the longest side. */
const MARGIN = 0.04;
/** Where there is ink all over, there is no part to look at. */
const MOST_OF_PAGE = 0.5;

/** The part of a page where all that is not paper stands, with some paper around it; undefined where that is most of the page. */
export function inkedPart({ data, width, height }: Picture): Box | undefined {
  const light = (at: number): number => (data[3 * at]! + data[3 * at + 1]! + data[3 * at + 2]!) / 3;
  const paper = commonest(width * height, light);
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (Math.abs(light(at) - paper) < CONTRAST) continue;
      [left, top] = [Math.min(left, x), Math.min(top, y)];
      [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
    }
  }
  const margin = Math.round(MARGIN * Math.max(width, height));
  [left, top] = [Math.max(0, left - margin), Math.max(0, top - margin)];
  [right, bottom] = [Math.min(width, right + margin), Math.min(height, bottom + margin)];
  const share = ((right - left) * (bottom - top)) / (width * height);
  return right > left && share <= MOST_OF_PAGE ? [left, top, right, bottom] : undefined;
}

/** The brightness that most pixels have. */
function commonest(pixels: number, light: (at: number) => number): number {
  const counts = new Uint32Array(256);
  for (let at = 0; at < pixels; at++) counts[Math.round(light(at))]! += 1;
  return counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0));
}

/** A part of a picture. */
export function partOf({ data, width }: Picture, [x1, y1, x2, y2]: Box): Picture {
  const part = new Uint8Array(3 * (x2 - x1) * (y2 - y1));
  for (let y = y1; y < y2; y++) {
    const from = 3 * (y * width + x1);
    part.set(data.subarray(from, from + 3 * (x2 - x1)), 3 * (y - y1) * (x2 - x1));
  }
  return { data: part, width: x2 - x1, height: y2 - y1 };
}

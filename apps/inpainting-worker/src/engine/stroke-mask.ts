import type { Box, TextEdges } from '@switchyard/media';
import { lineBoxes } from './line-boxes';

/** Pixels of an area that are painted anew. */
export interface Mask {
  /** What is looked at: the pixels of the mask and some around them; even, as video stores colours. */
  box: Box;
  /** 255 at each pixel of `box` that is painted anew. */
  light: Uint8Array;
  /** The same for the colours, of half the width and height. */
  colour: Uint8Array;
}

/** Strokes are filled up between edges this far apart and less, and grow to cover outlines and shadows; pixels of the search. */
const GROW = 4;
const SHRINK = 2;
/** Pixels around a mask that it is filled from. */
const AROUND = 8;

/**
 * The mask of the strokes of a text whose edges are known; undefined where no line of text is.
 * @param lines boxes of its lines in the area, where they are known
 */
export function strokeMask(edges: TextEdges, area: Box, lines: readonly Box[] = lineBoxes(edges)): Mask | undefined {
  const { width, height, scale } = edges;
  const kept = edges.data.map((edge, at) =>
    edge && isInside(lines, (at % width) * scale, Math.floor(at / width) * scale) ? 1 : 0,
  );
  const strokes = spread(spread(kept, width, height, GROW, 1), width, height, SHRINK, 0);
  return maskOf(area, (x, y) => {
    const column = Math.min(width - 1, Math.floor(x / scale));
    const row = Math.min(height - 1, Math.floor(y / scale));
    return strokes[row * width + column] === 1;
  });
}

/** The mask of all pixels of a box within an area. */
export const boxMask = (box: Box, area: Box): Mask | undefined => boxesMask([box], area);

/** The mask of all pixels of boxes within an area. */
export const boxesMask = (boxes: readonly Box[], area: Box): Mask | undefined =>
  maskOf(area, (x, y) => isInside(boxes, x, y));

const isInside = (boxes: readonly Box[], x: number, y: number): boolean =>
  boxes.some((box) => x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height);

function maskOf(area: Box, isPainted: (x: number, y: number) => boolean): Mask | undefined {
  const whole = new Uint8Array(area.width * area.height);
  let [left, top, right, bottom] = [area.width, area.height, 0, 0];
  for (let y = 0, at = 0; y < area.height; y++) {
    for (let x = 0; x < area.width; x++, at++) {
      if (!isPainted(x, y)) continue;
      whole[at] = 255;
      [left, top] = [Math.min(left, x), Math.min(top, y)];
      [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
    }
  }
  if (right <= left) return undefined;
  const [x, y] = [even(Math.max(0, left - AROUND)), even(Math.max(0, top - AROUND))];
  const width = even(Math.min(area.width, right + AROUND) - x);
  const box = { x, y, width, height: even(Math.min(area.height, bottom + AROUND) - y) };
  return { box, ...planesOf(whole, area.width, box) };
}

function planesOf(whole: Uint8Array, stride: number, box: Box): Pick<Mask, 'light' | 'colour'> {
  const light = new Uint8Array(box.width * box.height);
  const colour = new Uint8Array(light.length / 4);
  for (let row = 0, at = 0; row < box.height; row++) {
    for (let column = 0; column < box.width; column++, at++) {
      if (whole[(box.y + row) * stride + box.x + column] === 0) continue;
      light[at] = 255;
      colour[(row >> 1) * (box.width >> 1) + (column >> 1)] = 255;
    }
  }
  return { light, colour };
}

/** Gives every pixel the value that one within a square of `radius` around it has. */
function spread(data: Uint8Array, width: number, height: number, radius: number, value: 0 | 1): Uint8Array {
  const across = new Uint8Array(data.length).fill(1 - value);
  const both = new Uint8Array(data.length).fill(1 - value);
  for (let at = 0; at < data.length; at++) {
    if (data[at] !== value) continue;
    const [row, x] = [Math.floor(at / width) * width, at % width];
    across.fill(value, row + Math.max(0, x - radius), row + Math.min(width, x + radius + 1));
  }
  for (let y = 0; y < height; y++) {
    const to = Math.min(height, y + radius + 1);
    for (let x = 0; x < width; x++) {
      if (across[y * width + x] !== value) continue;
      for (let row = Math.max(0, y - radius); row < to; row++) both[row * width + x] = value;
    }
  }
  return both;
}

const even = (value: number): number => Math.floor(value / 2) * 2;

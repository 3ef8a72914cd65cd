import { InputRejectedError, type Area } from '@switchyard/contracts';
import type { VideoStream } from '../probe/media-info';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Widest picture of an area that is handed on; letters stay large enough to be read. */
const WIDEST = 2560;

/** The area as a box with even corners, as video stores colours; one that is not in the picture is refused. */
export function areaToBox([x1, y1, x2, y2]: Area, { width, height }: Pick<VideoStream, 'width' | 'height'>): Box {
  const said = `the area [${x1}, ${y1}, ${x2}, ${y2}]`;
  if (x2 > width || y2 > height) {
    throw new InputRejectedError(`${said} reaches out of the picture, which is ${width}x${height}`);
  }
  if (x2 - x1 < 8 || y2 - y1 < 8) {
    throw new InputRejectedError(`${said} is too small: x2 and y2 must be at least 8 more than x1 and y1`);
  }
  const [left, top] = [even(x1), even(y1)];
  return { x: left, y: top, width: even(Math.min(x2 + 1, width) - left), height: even(Math.min(y2 + 1, height) - top) };
}

/** The size in which the picture of a box is handed on: its own, or smaller where it is very wide. */
export function outputSize({ width, height }: Pick<Box, 'width' | 'height'>): { width: number; height: number } {
  if (width <= WIDEST) return { width, height };
  return { width: WIDEST, height: Math.max(2, even((height * WIDEST) / width)) };
}

const even = (value: number): number => Math.floor(value / 2) * 2;

import type { Box, Point } from './region';

/** Probabilities of text, row-major. */
export interface ProbabilityMap {
  data: Float32Array;
  width: number;
  height: number;
}

/** Neighbouring pixels that are probably text. */
export interface Component {
  box: Box;
  /** The corners of the first and last pixel of each row: all that a convex hull needs. */
  outline: Point[];
  /** Mean probability of its pixels. */
  score: number;
}

interface Blob {
  firstRow: number;
  lefts: number[];
  rights: number[];
  sum: number;
  pixels: number;
}

/** Groups of pixels above the threshold that touch at a side or corner, in the order of their first pixel. */
export function findComponents(map: ProbabilityMap, threshold: number): Component[] {
  const open = Uint8Array.from(map.data, (probability) => (probability > threshold ? 1 : 0));
  const components: Component[] = [];
  for (let start = open.indexOf(1); start !== -1; start = open.indexOf(1, start + 1)) {
    components.push(toComponent(flood(map, open, start)));
  }
  return components;
}

/** Takes the component of `start` out of the open pixels. */
function flood(map: ProbabilityMap, open: Uint8Array, start: number): Blob {
  const { width, height, data } = map;
  const blob: Blob = { firstRow: Math.floor(start / width), lefts: [], rights: [], sum: 0, pixels: 0 };
  const stack = [start];
  open[start] = 0;
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const y = Math.floor(at / width);
    const x = at - y * width;
    addPixel(blob, x, y, data[at]!);
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
        const neighbour = row * width + column;
        if (open[neighbour] === 0) continue;
        open[neighbour] = 0;
        stack.push(neighbour);
      }
    }
  }
  return blob;
}

function addPixel(blob: Blob, x: number, y: number, probability: number): void {
  const row = y - blob.firstRow;
  blob.lefts[row] = Math.min(blob.lefts[row] ?? x, x);
  blob.rights[row] = Math.max(blob.rights[row] ?? x, x);
  blob.sum += probability;
  blob.pixels += 1;
}

function toComponent({ firstRow, lefts, rights, sum, pixels }: Blob): Component {
  const outline = lefts.flatMap((left, row) => {
    const top = firstRow + row;
    const right = rights[row]! + 1;
    return [
      { x: left, y: top },
      { x: left, y: top + 1 },
      { x: right, y: top },
      { x: right, y: top + 1 },
    ];
  });
  const box: Box = [Math.min(...lefts), firstRow, Math.max(...rights) + 1, firstRow + lefts.length];
  return { box, outline, score: sum / pixels };
}

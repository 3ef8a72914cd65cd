import type { Area } from '@switchyard/contracts';
import type { Box } from '../ocr/region';

export interface FoundArea {
  /** Null when no subtitles were found. */
  area: Area | null;
  /** Share of the frames with text in the area. */
  confidence: number;
}

/** What a task says that found no area. */
export const NO_AREA =
  'no area of subtitles was found; where there are subtitles, give it: subtitle_area [x1, y1, x2, y2]';

/** The picture is cut into this many rows; a band of rows is where text stands in many frames. */
const ROWS = 120;
/** Text in fewer frames than this share is not a subtitle track. */
const LEAST_SHARE = 0.1;
/** A box at the same place in more frames than this is a logo or a clock, not a subtitle. */
const STATIC_SHARE = 0.8;
/** Rows next to the band belong to it while this share of its best row has text there: second lines. */
const NEIGHBOUR_SHARE = 0.1;
/** No line of a subtitle is higher than this share of the picture; a detector may take a whole blurry scene for one. */
const TALLEST_LINE = 0.2;
/** Rows without text between two lines of one subtitle. */
const LINE_GAP_ROWS = 4;
/** Room above and below, in heights of a line. */
const MARGIN = 0.6;

/**
 * Where subtitles stand, from the text boxes of frames spread over a video: the band of rows with text in most frames,
 * as wide as the picture. Text that never changes its place and width is left out.
 */
export function findSubtitleArea(frames: Box[][], width: number, height: number): FoundArea {
  const looksLikeLine = (box: Box): boolean => isCentred(box, width) && box[3] - box[1] <= height * TALLEST_LINE;
  const moving = withoutStatic(frames, width, height).map((boxes) => boxes.filter(looksLikeLine));
  const covered = rowCoverage(moving, height);
  const best = covered.indexOf(Math.max(...covered));
  const share = (covered[best] ?? 0) / Math.max(1, frames.length);
  if (share < LEAST_SHARE || (covered[best] ?? 0) < 2) return { area: null, confidence: 0 };
  const [first, last] = bandAround(best, covered);
  const rowHeight = height / ROWS;
  const band = { top: first * rowHeight, bottom: (last + 1) * rowHeight };
  const inside = moving.map((boxes) => boxes.filter((box) => overlaps(box, band)));
  const line = median(inside.flat().map(([, y1, , y2]) => y2 - y1));
  const top = Math.min(...inside.flat().map(([, y1]) => y1));
  const bottom = Math.max(...inside.flat().map(([, , , y2]) => y2));
  const area: Area = [0, Math.max(0, even(top - line * MARGIN)), width, Math.min(height, even(bottom + line * MARGIN))];
  return { area, confidence: inside.filter((boxes) => boxes.length > 0).length / frames.length };
}

/** Subtitles are set in the middle: the box reaches over the centre line of the picture. */
function isCentred([x1, , x2]: Box, width: number): boolean {
  const centre = (x1 + x2) / 2;
  return Math.abs(centre - width / 2) < width * 0.12;
}

function withoutStatic(frames: Box[][], width: number, height: number): Box[][] {
  const place = ([x1, y1, x2, y2]: Box): string =>
    [x1 / width, y1 / height, x2 / width, y2 / height].map((part) => Math.round(part * 50)).join();
  const seen = new Map<string, number>();
  for (const boxes of frames) for (const key of new Set(boxes.map(place))) seen.set(key, (seen.get(key) ?? 0) + 1);
  const most = Math.max(2, frames.length * STATIC_SHARE);
  return frames.map((boxes) => boxes.filter((box) => (seen.get(place(box)) ?? 0) < most));
}

/** In how many frames each row has text. */
function rowCoverage(frames: Box[][], height: number): number[] {
  const covered = new Array<number>(ROWS).fill(0);
  for (const boxes of frames) {
    const rows = new Set(boxes.flatMap(([, y1, , y2]) => rowsBetween(y1, y2, height)));
    for (const row of rows) covered[row] = (covered[row] ?? 0) + 1;
  }
  return covered;
}

function rowsBetween(y1: number, y2: number, height: number): number[] {
  const first = Math.max(0, Math.floor((y1 / height) * ROWS));
  const last = Math.min(ROWS - 1, Math.floor(((y2 - 1) / height) * ROWS));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_none, i) => first + i);
}

function bandAround(best: number, covered: number[]): [first: number, last: number] {
  const least = Math.max(1, (covered[best] ?? 0) * NEIGHBOUR_SHARE);
  const reach = (from: number, step: 1 | -1): number => {
    let edge = from;
    for (let row = from; Math.abs(row - edge) <= LINE_GAP_ROWS && row >= 0 && row < ROWS; row += step) {
      if ((covered[row] ?? 0) >= least) edge = row;
    }
    return edge;
  };
  return [reach(best, -1), reach(best, 1)];
}

const overlaps = ([, y1, , y2]: Box, band: { top: number; bottom: number }): boolean =>
  Math.min(y2, band.bottom) - Math.max(y1, band.top) > (y2 - y1) * 0.5;

const even = (value: number): number => Math.round(value / 2) * 2;

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

import type { Area } from '@switchyard/contracts';
import type { Box } from '../ocr/region';

export interface FoundAreas {
  /** One for each place where subtitles stand: the bottom, and the top where some stand there. */
  areas: Area[];
  /** Share of the frames with text in the first of them. */
  confidence: number;
}

/** What a task says that found no area. */
export const NO_AREA =
  'no area of subtitles was found; where there are subtitles, give it: subtitle_area [x1, y1, x2, y2]';

/** The picture is cut into this many rows; a band of rows is where text stands in many frames. */
const ROWS = 120;
/** A second place has at least this share of the texts of the first one. */
const OTHER_PLACE_SHARE = 0.25;
/** A box at the same place in more frames than this is a logo or a clock, not a subtitle. */
const STILL_SHARE = 0.8;
/** Edges of a box that are this near, as a share of the picture, are at the same place. */
const SAME_PLACE = 0.015;
/** Lines of subtitles have the same middle or begin or end at the same place; this share of them does. */
const ALIGNED_SHARE = 0.6;
/** The middle of a line that is centred is this near to the middle of the picture, as a share of its width. */
const CENTRED = 0.12;
/** Rows next to the band belong to it while this share of its best row has text there: second lines. */
const NEIGHBOUR_SHARE = 0.1;
/** No line of a subtitle is higher than this share of the picture; a detector may take a whole blurry scene for one. */
const TALLEST_LINE = 0.2;
/** Rows without text between two lines of one subtitle. */
const LINE_GAP_ROWS = 4;
/** Room above and below, in heights of a line. */
const MARGIN = 0.6;

/**
 * Where subtitles stand, from the text boxes of frames spread over a video: the bands of rows, as wide as the picture, in which
 * lines come and go that are centred, or begin or end at one place. Text that never changes its place and width, as logos and
 * clocks, and text that runs out of the picture, as a ticker, is left out; a line that stands all the time counts only where
 * nothing else does.
 */
export function findSubtitleAreas(frames: Box[][], width: number, height: number): FoundAreas {
  const size = { width, height };
  const lines = frames.map((boxes) => boxes.filter(([, y1, , y2]) => y2 - y1 <= height * TALLEST_LINE));
  const still = stillBoxes(lines, size);
  const moving = lines.map((boxes) => boxes.filter((box) => !still.some((other) => isSamePlace(box, other, size))));
  const bands = bandsOf(moving, size);
  const found =
    bands.length > 0
      ? bands
      : bandsOf(
          lines.map((boxes) => boxes.filter(standsAsSubtitle(still, size))),
          size,
          1,
        );
  const inFirst = found[0]?.filter((boxes) => boxes.length > 0).length ?? 0;
  return { areas: found.map((band) => areaOf(band.flat(), size)), confidence: inFirst / Math.max(1, frames.length) };
}

/** The box around several areas. */
export const around = (areas: Area[]): Area | null =>
  areas.reduce<Area | null>(
    (whole, [x1, y1, x2, y2]) =>
      whole
        ? [Math.min(whole[0], x1), Math.min(whole[1], y1), Math.max(whole[2], x2), Math.max(whole[3], y2)]
        : [x1, y1, x2, y2],
    null,
  );

interface Size {
  width: number;
  height: number;
}

/** The lines of each band that looks like subtitles, frame by frame; the band with the most frames first. */
function bandsOf(frames: Box[][], size: Size, leastTexts = 2): Box[][][] {
  const bands: Box[][][] = [];
  let [rest, most] = [frames, 0];
  for (;;) {
    const covered = rowCoverage(rest, size.height);
    const best = covered.indexOf(Math.max(...covered));
    if ((covered[best] ?? 0) === 0) return bands;
    const [first, last] = bandAround(best, covered);
    const band = { top: (first * size.height) / ROWS, bottom: ((last + 1) * size.height) / ROWS };
    const inside = rest.map((boxes) => boxes.filter((box) => overlaps(box, band)));
    const row = ((best + 0.5) * size.height) / ROWS;
    rest = rest.map((boxes) => boxes.filter((box) => !overlaps(box, band) && (row < box[1] || row > box[3])));
    const texts = countTexts(inside, size);
    if (texts < Math.max(leastTexts, most * OTHER_PLACE_SHARE) || !looksLikeSubtitles(inside.flat(), size)) continue;
    bands.push(inside);
    most = Math.max(most, texts);
  }
}

/** How many texts stood in a band: a line at the same place in the next frame is the same one. */
function countTexts(band: Box[][], size: Size): number {
  return band.filter((boxes, at) => {
    const before = band[at - 1] ?? [];
    return boxes.some((box) => !before.some((other) => isSamePlace(box, other, size)));
  }).length;
}

function looksLikeSubtitles(lines: Box[], { width }: Size): boolean {
  const share = (of: (box: Box) => boolean): number => lines.filter(of).length / Math.max(1, lines.length);
  const isNear = (value: number, other: number, tolerance: number): boolean =>
    Math.abs(value - other) < width * tolerance;
  const leavesPicture = ([x1, , x2]: Box): boolean => x1 < width * 0.01 || x2 > width * 0.99;
  const [left, right] = [median(lines.map(([x1]) => x1)), median(lines.map(([, , x2]) => x2))];
  const aligned = [
    share(([x1, , x2]) => isNear((x1 + x2) / 2, width / 2, CENTRED)),
    share(([x1]) => isNear(x1, left, SAME_PLACE)),
    share(([, , x2]) => isNear(x2, right, SAME_PLACE)),
  ];
  return share(leavesPicture) < 0.5 && Math.max(...aligned) >= ALIGNED_SHARE;
}

/** Boxes that stand at one place in most frames. */
function stillBoxes(frames: Box[][], size: Size): Box[] {
  const places: { box: Box; frames: number }[] = [];
  for (const boxes of frames) {
    for (const box of boxes) {
      const place = places.find((other) => isSamePlace(box, other.box, size));
      if (place) place.frames++;
      else places.push({ box, frames: 1 });
    }
  }
  const most = Math.max(2, frames.length * STILL_SHARE);
  return places.filter((place) => place.frames >= most).map(({ box }) => box);
}

/** Whether a line that stands all the time is in the middle of the lower or upper third, as a subtitle, and no logo. */
const standsAsSubtitle =
  (still: Box[], size: Size) =>
  (box: Box): boolean => {
    const [x1, y1, x2, y2] = box;
    const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
    const isCentred = Math.abs(x - size.width / 2) < size.width * SAME_PLACE * 2;
    const isOuter = Math.abs(y - size.height / 2) > size.height / 6;
    return isCentred && isOuter && x2 - x1 > 3 * (y2 - y1) && still.some((other) => isSamePlace(box, other, size));
  };

function isSamePlace(a: Box, b: Box, { width, height }: Size): boolean {
  const tolerance = [width, height, width, height].map((side) => side * SAME_PLACE);
  return a.every((edge, at) => Math.abs(edge - b[at]!) <= tolerance[at]!);
}

function areaOf(lines: Box[], { width, height }: Size): Area {
  const line = median(lines.map(([, y1, , y2]) => y2 - y1));
  const top = Math.min(...lines.map(([, y1]) => y1));
  const bottom = Math.max(...lines.map(([, , , y2]) => y2));
  return [0, Math.max(0, even(top - line * MARGIN)), width, Math.min(height, even(bottom + line * MARGIN))];
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

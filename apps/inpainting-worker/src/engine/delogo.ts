import type { Box } from '@switchyard/media';

/** Boxes of a picture that are filled from `start` to `end`, in seconds. */
export interface Filling {
  start: number;
  end: number;
  boxes: Box[];
}

/** Lines beyond this many in one text are filled together. */
const MOST_BOXES = 4;
/** A box that the filter takes while it is switched off. */
const NONE: Box = { x: 1, y: 1, width: 4, height: 4 };

interface Size {
  width: number;
  height: number;
}

/** A chain of ffmpeg's `delogo`, one for each box of the time that has most; none where nothing is to be filled. */
export function delogoFilters(fillings: readonly Filling[], size: Size): string[] {
  const steps = stepsOf(fillings).map(({ from, boxes }) => ({
    ...{ from, boxes: atMost(boxes, MOST_BOXES).map((box) => inside(box, size)) },
  }));
  const most = Math.max(0, ...steps.map(({ boxes }) => boxes.length));
  return Array.from({ length: most }, (_none, at) => {
    const own = steps.map(({ from, boxes }) => ({ from, box: boxes[at] }));
    const by = (value: (box: Box | undefined) => number): string => `'${choice(own, value)}'`;
    const place = `x=${by((box) => (box ?? NONE).x)}:y=${by((box) => (box ?? NONE).y)}`;
    const extent = `w=${by((box) => (box ?? NONE).width)}:h=${by((box) => (box ?? NONE).height)}`;
    return `delogo=${place}:${extent}:enable=${by((box) => (box ? 1 : 0))}`;
  });
}

/** What holds from a time on. */
interface Step {
  from: number;
  box: Box | undefined;
}

/** The boxes over time; where two texts overlap in time, the boxes of both. */
function stepsOf(fillings: readonly Filling[]): { from: number; boxes: Box[] }[] {
  const times = [...new Set(fillings.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  const sorted = [...fillings].sort((a, b) => a.start - b.start);
  const steps: { from: number; boxes: Box[] }[] = [{ from: -Infinity, boxes: [] }];
  let [active, next]: [Filling[], number] = [[], 0];
  for (const from of times) {
    for (; sorted[next] && sorted[next]!.start <= from; next++) active.push(sorted[next]!);
    active = active.filter(({ end }) => end > from);
    steps.push({ from, boxes: apart(active.flatMap(({ boxes }) => boxes)) });
  }
  return steps;
}

/** Boxes that overlap become one around both. */
function apart(boxes: readonly Box[]): Box[] {
  const done: Box[] = [];
  for (const box of boxes) {
    let whole = box;
    for (let at = done.length - 1; at >= 0; at--) {
      if (!overlap(done[at]!, whole)) continue;
      whole = around(done[at]!, whole);
      done.splice(at, 1);
    }
    done.push(whole);
  }
  return done;
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** An expression of ffmpeg that gives the value of a step by the time `t`; a tree, so that thousands of steps stay fast. */
function choice(steps: readonly Step[], value: (box: Box | undefined) => number): string {
  const [first] = steps;
  if (steps.length <= 1 || !first) return String(value(first?.box));
  const middle = Math.ceil(steps.length / 2);
  const [before, after] = [choice(steps.slice(0, middle), value), choice(steps.slice(middle), value)];
  return before === after ? before : `if(lt(t,${steps[middle]!.from.toFixed(4)}),${before},${after})`;
}

function atMost(boxes: Box[], most: number): Box[] {
  if (boxes.length <= most) return boxes;
  return [...boxes.slice(0, most - 1), boxes.slice(most - 1).reduce(around)];
}

function around(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    ...{ x, y },
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** The filter needs a row of the picture on each side of a box. */
function inside({ x, y, width, height }: Box, size: Size): Box {
  const [left, top] = [Math.max(1, x), Math.max(1, y)];
  return {
    ...{ x: left, y: top },
    width: Math.min(size.width - 1, x + width) - left,
    height: Math.min(size.height - 1, y + height) - top,
  };
}

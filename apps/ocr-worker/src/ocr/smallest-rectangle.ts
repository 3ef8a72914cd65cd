import type { Point, Region } from './region';

/** The rectangle of least area around the points, turned by at most 45 degrees. */
export function smallestRectangle(points: Point[]): Region {
  const hull = convexHull(points);
  const [first, ...others] = edgeAngles(hull).map((angle) => rectangleAt(hull, angle));
  if (!first) throw new Error('a rectangle needs at least one point');
  return others.reduce((best, next) => (area(next) < area(best) - 1e-9 ? next : best), first);
}

/** Andrew's monotone chain; the hull runs around without repeating its first point. */
export function convexHull(points: Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const lower = halfHull(sorted);
  const upper = halfHull(sorted.reverse());
  return lower.length + upper.length > 2 ? [...lower.slice(0, -1), ...upper.slice(0, -1)] : lower;
}

function halfHull(sorted: Point[]): Point[] {
  const hull: Point[] = [];
  for (const point of sorted) {
    while (hull.length > 1 && turn(hull.at(-2)!, hull.at(-1)!, point) <= 0) hull.pop();
    hull.push(point);
  }
  return hull;
}

function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/** Upright comes first, so that it wins where areas are equal. */
function edgeAngles(hull: Point[]): number[] {
  const angles = hull.map((point, index) => {
    const next = hull[(index + 1) % hull.length]!;
    return foldToEighth(Math.atan2(next.y - point.y, next.x - point.x));
  });
  return [0, ...angles];
}

/** Equal rectangles repeat every quarter turn: the one within ±45 degrees stands for all. */
function foldToEighth(angle: number): number {
  const quarter = Math.PI / 2;
  return angle - Math.round(angle / quarter) * quarter;
}

function rectangleAt(hull: Point[], angle: number): Region {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const along = rangeOf(hull.map(({ x, y }) => x * cos + y * sin));
  const across = rangeOf(hull.map(({ x, y }) => y * cos - x * sin));
  const u = (along.min + along.max) / 2;
  const v = (across.min + across.max) / 2;
  const centre = { x: u * cos - v * sin, y: u * sin + v * cos };
  return { centre, width: along.max - along.min, height: across.max - across.min, angle };
}

function rangeOf(values: number[]): { min: number; max: number } {
  return values.reduce(({ min, max }, value) => ({ min: Math.min(min, value), max: Math.max(max, value) }), {
    min: Infinity,
    max: -Infinity,
  });
}

const area = ({ width, height }: Region): number => width * height;

import type { Region } from './region';
import { leftOf, rightOf, toRows } from './rows';

/** An empty strip between two columns is at least this many line heights wide. */
const GUTTER = 0.8;
/** Lines that each of two columns has at least. */
const FEWEST_LINES = 3;
/** The lines of a column of text are wider than this many line heights; those of a table are mostly not. */
const PROSE = 6;

/** Regions as one reads them: columns of text one after the other, everything else row by row. */
export function inReadingOrder(regions: readonly Region[]): Region[] {
  const rows = toRows(regions);
  const columns = widestColumns(rows);
  if (!columns) return rows.flat();
  const inside = rows.slice(columns.from, columns.to).flat();
  return [
    ...inReadingOrder(rows.slice(0, columns.from).flat()),
    ...inReadingOrder(inside.filter((region) => region.centre.x < columns.x)),
    ...inReadingOrder(inside.filter((region) => region.centre.x > columns.x)),
    ...inReadingOrder(rows.slice(columns.to).flat()),
  ];
}

/** Rows, of which none crosses `x`. */
interface Columns {
  x: number;
  from: number;
  to: number;
}

/** The columns with the most rows; undefined where there are none. */
function widestColumns(rows: readonly Region[][]): Columns | undefined {
  let best: Columns | undefined;
  rows.forEach((row, at) => {
    row.slice(1).forEach((right, index) => {
      const left = row[index]!;
      const x = (rightOf(left) + leftOf(right)) / 2;
      const found = around(rows, at, x);
      const larger = !best || found.to - found.from > best.to - best.from;
      if (larger && areColumns(rows.slice(found.from, found.to).flat(), x)) best = found;
    });
  });
  return best;
}

/** The rows above and below one that leave the strip at `x` empty, too. */
function around(rows: readonly Region[][], at: number, x: number): Columns {
  let [from, to] = [at, at + 1];
  while (from > 0 && isEmptyAt(rows[from - 1]!, x)) from--;
  while (to < rows.length && isEmptyAt(rows[to]!, x)) to++;
  return { x, from, to };
}

const isEmptyAt = (row: readonly Region[], x: number): boolean =>
  row.every((region) => leftOf(region) - x > margin(region) || x - rightOf(region) > margin(region));

const margin = ({ height }: Region): number => (GUTTER * height) / 2;

function areColumns(regions: readonly Region[], x: number): boolean {
  const sides = [regions.filter(({ centre }) => centre.x < x), regions.filter(({ centre }) => centre.x > x)];
  return regions.every((region) => isEmptyAt([region], x)) && sides.every(isProse);
}

function isProse(lines: readonly Region[]): boolean {
  if (lines.length < FEWEST_LINES) return false;
  const shapes = lines.map(({ width, height }) => width / height).sort((one, other) => one - other);
  return shapes[Math.floor(shapes.length / 2)]! >= PROSE;
}

import { regionOfBox, type Region } from './region';

/** Pieces of a row that are further apart than this many line heights are read by themselves: a logo may stand beside a subtitle. */
const MAX_GAP = 1;

/** Joins upright neighbours of a row into one: a detector may split a subtitle at wide spaces. */
export function joinRows(regions: Region[]): Region[] {
  return toRows(regions).flatMap((row) =>
    row.reduce<Region[]>((joined, next) => {
      const last = joined.at(-1);
      const near = last && leftOf(next) - rightOf(last) < MAX_GAP * Math.max(last.height, next.height);
      return near ? [...joined.slice(0, -1), around(last, next)] : [...joined, next];
    }, []),
  );
}

/** A region belongs to a row when its middle lies within the row's first region, or the other way round. */
export function toRows(regions: readonly Region[]): Region[][] {
  const rows: Region[][] = [];
  for (const region of [...regions].sort((a, b) => a.centre.y - b.centre.y)) {
    const row = rows.find(([first]) => first && sameRow(first, region));
    if (row) row.push(region);
    else rows.push([region]);
  }
  return rows.map((row) => row.sort((a, b) => leftOf(a) - leftOf(b)));
}

function sameRow(a: Region, b: Region): boolean {
  return Math.abs(a.centre.y - b.centre.y) < Math.min(a.height, b.height) / 2;
}

function around(a: Region, b: Region): Region {
  const top = Math.min(a.centre.y - a.height / 2, b.centre.y - b.height / 2);
  const bottom = Math.max(a.centre.y + a.height / 2, b.centre.y + b.height / 2);
  return regionOfBox([Math.min(leftOf(a), leftOf(b)), top, Math.max(rightOf(a), rightOf(b)), bottom]);
}

export const leftOf = ({ centre, width }: Region): number => centre.x - width / 2;
export const rightOf = ({ centre, width }: Region): number => centre.x + width / 2;

import type { Box, TextEdges } from '@switchyard/media';

/** Rows without an edge that may lie within a line: between the dot of an i and its stem. */
const MOST_EMPTY_ROWS = 2;
/** A row with fewer edges than this, and a line with fewer than `LEAST_EDGES`, is noise of the background. */
const LEAST_IN_ROW = 2;
const LEAST_EDGES = 20;
/** Spaces between words are narrower than this many heights of the line; what is further away is no part of it. */
const WIDEST_SPACE = 1.5;
/** Room around the edges for outlines and shadows, in pixels of the search. */
const ROOM = 4;

/** The boxes around the lines of a text, in pixels of the area. */
export function lineBoxes(edges: TextEdges): Box[] {
  return rowsOf(edges)
    .flatMap(([top, bottom]) => piecesOf(edges, top, bottom))
    .map(({ left, right, top, bottom }) => ({
      x: Math.floor(Math.max(0, left - ROOM) * edges.scale),
      y: Math.floor(Math.max(0, top - ROOM) * edges.scale),
      width: Math.ceil((Math.min(edges.width, right + ROOM) - Math.max(0, left - ROOM)) * edges.scale),
      height: Math.ceil((Math.min(edges.height, bottom + ROOM) - Math.max(0, top - ROOM)) * edges.scale),
    }));
}

/** First row and the one behind the last of each line. */
function rowsOf({ data, width, height }: TextEdges): [top: number, bottom: number][] {
  const rows: [number, number][] = [];
  for (let y = 0; y < height; y++) {
    if (countOf(data.subarray(y * width, (y + 1) * width)) < LEAST_IN_ROW) continue;
    const last = rows.at(-1);
    if (last && y - last[1] <= MOST_EMPTY_ROWS) last[1] = y + 1;
    else rows.push([y, y + 1]);
  }
  return rows;
}

interface Piece {
  left: number;
  right: number;
  top: number;
  bottom: number;
  edges: number;
}

/** Parts of a line that stand far from each other, without those that are noise. */
function piecesOf({ data, width }: TextEdges, top: number, bottom: number): Piece[] {
  const pieces: Piece[] = [];
  for (let x = 0; x < width; x++) {
    let edges = 0;
    for (let y = top; y < bottom; y++) edges += data[y * width + x]!;
    if (edges === 0) continue;
    const last = pieces.at(-1);
    if (last && x - last.right <= WIDEST_SPACE * (bottom - top)) {
      last.right = x + 1;
      last.edges += edges;
    } else pieces.push({ left: x, right: x + 1, top, bottom, edges });
  }
  return pieces.filter((piece) => piece.edges >= LEAST_EDGES);
}

const countOf = (row: Uint8Array): number => row.reduce((sum, value) => sum + value, 0);

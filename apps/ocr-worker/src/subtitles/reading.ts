import type { TextLine } from '../ocr/ocr-engine';

/** A piece of a line; results of another program may not say where it stands. */
export type ReadPiece = Pick<TextLine, 'text' | 'confidence'> & Partial<Pick<TextLine, 'box'>>;

/** What was read while the subtitle area did not change; times in seconds. */
export interface Reading {
  start: number;
  end: number;
  /** From top to bottom, and from left to right in each row. */
  lines: ReadPiece[];
}

/** Whether two pieces stand beside each other: the middle of each is within the rows of the other. */
export function isOneRow({ box: a }: ReadPiece, { box: b }: ReadPiece): boolean {
  if (!a || !b) return false;
  const [middleA, middleB] = [(a[1] + a[3]) / 2, (b[1] + b[3]) / 2];
  return middleA > b[1] && middleA < b[3] && middleB > a[1] && middleB < a[3];
}

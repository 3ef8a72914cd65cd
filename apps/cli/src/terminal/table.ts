import Table from 'cli-table3';
import type { Terminal } from './terminal';
import { plain } from './plain';

export type Painter = (text: string) => string;
export type Cell = string | number | null | { text: string; paint: Painter };

const GAP = 2;
const LEAST_LAST = 20;
const SIDES = ['top', 'bottom', 'left', 'right', 'mid'] as const;
const NO_LINES = Object.fromEntries(
  ['', '-mid', '-left', '-right'].flatMap((part) => SIDES.map((side) => [`${side}${part}`, ''])),
);

/** Columns without lines; the last column is wrapped where the terminal is too narrow. */
export function table(terminal: Terminal, head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = rows.map((row) => row.map(textOf));
  const widths = head.map((title, column) => Math.max(title.length, ...texts.map((row) => longestLine(row[column]))));
  const grid = new Table({
    head: head.map((title) => terminal.paint.dim(title)),
    chars: { ...NO_LINES, middle: '' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP, compact: true },
    ...lastWidth(widths, longestWord(texts.map((row) => row.at(-1) ?? '')), terminal.width),
  });
  grid.push(...rows.map((row, at) => row.map((cell, column) => painted(cell, texts[at]?.[column] ?? ''))));
  return grid
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Names and values below each other. */
export function pairs(terminal: Terminal, values: Record<string, Cell>): string {
  const names = Object.keys(values);
  const width = Math.max(0, ...names.map((name) => name.length)) + GAP;
  return Object.entries(values)
    .map(([name, cell]) => terminal.paint.dim(name.padEnd(width)) + painted(cell, textOf(cell)))
    .join('\n');
}

/** @param word length of the longest word of the last column, which is never cut */
function lastWidth(
  widths: number[],
  word: number,
  available: number | undefined,
): { colWidths?: number[]; wordWrap?: boolean } {
  const others = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP, 0);
  const last = widths.at(-1) ?? 0;
  if (available === undefined || others + last + GAP <= available) return {};
  const room = Math.max(LEAST_LAST, word + GAP, available - others);
  return { colWidths: [...widths.slice(0, -1).map((width) => width + GAP), room], wordWrap: true };
}

const longestLine = (text: string | undefined): number =>
  Math.max(0, ...(text ?? '').split('\n').map((line) => line.length));

const longestWord = (texts: string[]): number =>
  Math.max(0, ...texts.flatMap((text) => text.split(/\s+/)).map((word) => word.length));

const textOf = (cell: Cell): string =>
  cell === null ? '-' : plain(typeof cell === 'object' ? cell.text : String(cell)) || '-';

const painted = (cell: Cell, text: string): string =>
  typeof cell === 'object' && cell !== null ? cell.paint(text) : text;

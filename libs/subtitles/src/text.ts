/**
 * Word joiner: invisible, takes no part in line breaking. Put into what a player would take for markup in formats that
 * have no escape of their own, as ffmpeg does for backslashes in ASS.
 */
export const JOINER = '\u2060';

/** Text as a subtitle can hold it: `\n` between lines, no empty lines, no space at the ends of lines. */
export function cleanText(text: string): string {
  return text
    .replace(/[\0\u2060\ufeff]/g, '')
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** A name as one line, e.g. of a speaker. */
export const oneLine = (text: string): string => cleanText(text).replace(/\s+/g, ' ');

/** One line: a break between characters written without spaces becomes nothing, any other a space. */
export const unbroken = (text: string): string =>
  text
    .replace(
      /(?<=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}、。，])\n(?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])/gu,
      '',
    )
    .replace(/\s+/g, ' ');

/** The lines of a file, without its byte order mark; plain text is split faster than by a pattern. */
export const linesOf = (file: string): string[] =>
  file
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .split('\n');

/** Lines that stand together between empty lines. */
export interface Block {
  /** Line of the file where it begins, counted from 1. */
  line: number;
  lines: string[];
}

/** The blocks of a file. */
export function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') open = undefined;
    else if (open) open.lines.push(line);
    else blocks.push((open = { line: index + 1, lines: [line] }));
  }
  return blocks;
}

import { InputRejectedError } from '@switchyard/contracts';
import { clip, toMilliseconds } from '../time';
import { parseJson } from './json';

/** Pixels: left, top, right, bottom; right and bottom are the first ones outside. */
export type TextBox = readonly [x1: number, y1: number, x2: number, y2: number];

/** The boxes of a text that stands in a picture from `start` to `end`, in seconds. */
export interface BoxedText {
  start: number;
  end: number;
  boxes: readonly TextBox[];
}

/** Where text stands in a video of a width and height, and when. */
export interface TextBoxes {
  width: number;
  height: number;
  texts: readonly BoxedText[];
}

/** `{width, height, texts: [{start, end, boxes: [[x1, y1, x2, y2]]}]}` with whole pixels and milliseconds. */
export function writeTextBoxes({ width, height, texts }: TextBoxes): string {
  const written = texts.map(({ start, end, boxes }) => ({
    start: toMilliseconds(start),
    end: toMilliseconds(end),
    boxes: boxes.map(([x1, y1, x2, y2]) => [
      Math.max(0, Math.floor(x1)),
      Math.max(0, Math.floor(y1)),
      Math.min(width, Math.ceil(x2)),
      Math.min(height, Math.ceil(y2)),
    ]),
  }));
  return `${JSON.stringify({ width, height, texts: written })}\n`;
}

/** Reads what `writeTextBoxes` writes; boxes that reach out of the picture are refused. */
export function parseTextBoxes(file: string): TextBoxes {
  const root = parseJson(file.replace(/^\ufeff/, ''));
  if (!isRecord(root) || !Array.isArray(root.texts))
    throw new InputRejectedError('expected an object with "width", "height" and a list "texts"');
  const size = { width: pixels(root.width, 'width'), height: pixels(root.height, 'height') };
  return { ...size, texts: root.texts.map((text: unknown, at) => textOf(text, `text ${at + 1}`, size)) };
}

function textOf(text: unknown, where: string, size: { width: number; height: number }): BoxedText {
  if (!isRecord(text)) throw new InputRejectedError(`${where} must be an object, found ${shown(text)}`);
  const { start, end, boxes } = text;
  if (!isTime(start) || !isTime(end))
    throw new InputRejectedError(
      `${where}: "start" and "end" must be seconds, 0 or more, found ${shown(start)} and ${shown(end)}`,
    );
  if (end < start) throw new InputRejectedError(`${where}: the end (${end} s) comes before the start (${start} s)`);
  if (!Array.isArray(boxes)) throw new InputRejectedError(`${where}: "boxes" must be a list, found ${shown(boxes)}`);
  return { start, end, boxes: boxes.map((box: unknown) => boxOf(box, where, size)) };
}

function boxOf(box: unknown, where: string, { width, height }: { width: number; height: number }): TextBox {
  const [x1, y1, x2, y2, more] = Array.isArray(box) ? (box as unknown[]) : [];
  if (![x1, y1, x2, y2].every(Number.isFinite) || more !== undefined)
    throw new InputRejectedError(`${where}: a box must be [x1, y1, x2, y2] in pixels, found ${shown(box)}`);
  const [left, top, right, bottom] = [x1, y1, x2, y2] as [number, number, number, number];
  const said = `${where}: the box [${left}, ${top}, ${right}, ${bottom}]`;
  if (right <= left || bottom <= top) throw new InputRejectedError(`${said} is empty`);
  if (left < 0 || top < 0 || right > width || bottom > height)
    throw new InputRejectedError(`${said} reaches out of the picture, which is ${width}x${height}`);
  return [left, top, right, bottom];
}

function pixels(value: unknown, name: string): number {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw new InputRejectedError(`"${name}" must be the pixels of the video, found ${shown(value)}`);
}

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: unknown): string => (value === undefined ? 'nothing' : clip(JSON.stringify(value)));

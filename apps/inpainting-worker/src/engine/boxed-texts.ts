import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { InputRejectedError, type Area } from '@switchyard/contracts';
import type { Box, VideoStream } from '@switchyard/media';
import { parseTextBoxes, type TextBox } from '@switchyard/subtitles';

/** A text whose boxes in the picture are known; seconds. */
export interface BoxedText {
  start: number;
  end: number;
  boxes: Box[];
}

/** What a file of boxes says about a video. */
export interface BoxedTexts {
  texts: BoxedText[];
  degraded: string[];
}

/** Thousands of hours of subtitles. */
const MAX_BYTES = 32 * 1024 * 1024;
/** Text that fades in or out is read a little later, and goes a little earlier, than it does, in seconds. */
export const MARGIN = 0.16;
/** Room around a box for outlines and shadows, as a share of its height, and at least in pixels. */
const ROOM = 0.15;
const LEAST_ROOM = 3;

/**
 * The texts of a file of boxes, with room around them. Those outside of the area, and those that begin behind the end of the
 * video, are left out.
 * @throws InputRejectedError for a file that is damaged, or of a video of another size
 */
export async function readBoxedTexts(
  path: string,
  { video, seconds, area }: { video: VideoStream; seconds: number; area?: Area },
): Promise<BoxedTexts> {
  const name = basename(path);
  const { width, height, texts } = parse(await readBounded(path, name), name);
  if (width !== video.width || height !== video.height)
    throw new InputRejectedError(
      `${name} is of a picture of ${width}x${height}, but the one of the video is ${video.width}x${video.height}`,
    );
  const inTime = texts.filter(({ start }) => start < seconds);
  const late = texts.length - inTime.length;
  const boxed = inTime.map(({ start, end, boxes }) => ({
    ...{ start: start - MARGIN, end: end + MARGIN },
    boxes: boxes.filter((box) => !area || isWithin(box, area)).map((box) => roomy(box, video)),
  }));
  const past = `${late} of ${texts.length} texts of ${name} begin behind the end of the video, at ${seconds.toFixed(1)} s`;
  return { texts: boxed.filter(({ boxes }) => boxes.length > 0), degraded: late > 0 ? [past] : [] };
}

function parse(file: string, name: string): ReturnType<typeof parseTextBoxes> {
  try {
    return parseTextBoxes(file);
  } catch (error) {
    if (!(error instanceof InputRejectedError)) throw error;
    throw new InputRejectedError(`${name}: ${error.message}`);
  }
}

/** Whether the middle of a box is in an area. */
const isWithin = ([x1, y1, x2, y2]: TextBox, area: Area): boolean =>
  x1 + x2 >= 2 * area[0] && x1 + x2 <= 2 * area[2] && y1 + y2 >= 2 * area[1] && y1 + y2 <= 2 * area[3];

/** In whole pixels of the picture, and large enough to be filled. */
function roomy([x1, y1, x2, y2]: TextBox, { width, height }: VideoStream): Box {
  const room = Math.max(LEAST_ROOM, (y2 - y1) * ROOM);
  const [x, y] = [Math.max(0, Math.floor(x1 - room)), Math.max(0, Math.floor(y1 - room))];
  return {
    ...{ x, y },
    width: Math.min(width, Math.ceil(x2 + room)) - x,
    height: Math.min(height, Math.ceil(y2 + room)) - y,
  };
}

async function readBounded(path: string, name: string): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > MAX_BYTES) throw new InputRejectedError(`${name} has ${size} bytes; at most ${MAX_BYTES} are read`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

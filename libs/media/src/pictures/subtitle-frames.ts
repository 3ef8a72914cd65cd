import type { Area } from '@switchyard/contracts';
import { SegmentTracker, trackerOptions, type TextSegment } from '../change/segment-tracker';
import { shrink, type GrayPicture } from '../change/text-mask';
import { progressOf } from '../ffmpeg/progress';
import type { MediaInfo } from '../probe/media-info';
import { requireLength, requireVideo } from '../probe/require';
import { areaToBox, outputSize, type Box } from './area';
import { beginOf } from './extract-at';
import { Standing } from './standing';
import { STAMP_ROWS, timedPictures } from './timed-pictures';
import { yuvSize, yuvToRgb } from './yuv';

/** A picture of the area and the time in which its text stands, in seconds from the beginning of the video. */
export interface SubtitleFrame {
  start: number;
  end: number;
  rgb: Buffer;
  width: number;
  height: number;
  /** Where the edges of its letters stand. */
  edges: TextEdges;
}

/** 1 at each edge of letters, row by row; one of its pixels is a square of `scale` × `scale` pixels of the video. */
export interface TextEdges {
  data: Uint8Array;
  width: number;
  height: number;
  scale: number;
}

export interface SubtitleFramesOptions {
  info: MediaInfo;
  area: Area;
  /** Pictures looked at per second, at least; all pictures of the video are, up to 30 a second. */
  fps: number;
  signal: AbortSignal;
  onProgress?: (fraction: number, examined: number) => void;
}

const MOST_PER_SECOND = 30;
/** Pictures that come sooner than this after the last one are left out, in seconds. */
const LEAST_APART = 0.03;
/** Nothing is new in a picture that has stood for this many times the pictures that unmoving text needs. */
const LONG_ENOUGH = 4;
/** Width of the whole picture at which text is looked for; strokes of subtitles are then about 2 pixels wide. */
const SEARCH_WIDTH = 640;

/** How many times a second is looked where at least `fps` are wanted: at every picture, or at every second one and so on. */
export const sampleRate = (videoFps = 25, fps = 0): number =>
  Math.max(videoFps / Math.ceil(videoFps * LEAST_APART), Math.min(MOST_PER_SECOND, fps));

/** One picture each time the text in an area changed; times without anything like text give none. */
export async function* subtitleFrames(options: SubtitleFramesOptions): AsyncGenerator<SubtitleFrame, void> {
  const { info, signal } = options;
  const video = requireVideo(info);
  const box = areaToBox(options.area, video);
  const size = outputSize(box);
  const rate = sampleRate(video.fps, options.fps);
  const told = progressOf(requireLength(info), (fraction) => options.onProgress?.(fraction, examined));
  const search = searchIn(size, box, video.width);
  const chosen = trackerOptions(rate);
  const tracker = new SegmentTracker<Buffer>(search.gray, chosen);
  const standing = new Standing(rate, chosen.persistence * LONG_ENOUGH);
  const latest = Buffer.allocUnsafe(yuvSize(size.width, size.height + STAMP_ROWS));
  const toFrame = frameOf(size, standing, { ...search.gray, scale: (search.factor * box.width) / size.width });
  function* look(slots: Iterable<number>): Generator<SubtitleFrame> {
    for (const slot of slots) {
      const done = tracker.next(search.gray, slot, () => Buffer.from(latest));
      if (done?.picture) yield toFrame(done, done.picture);
    }
  }
  let [examined, shown] = [0, 0];
  for await (const { time, yuv } of timedPictures({ info, video, box, size, leastApart: LEAST_APART, signal })) {
    yield* look(standing.until(time));
    latest.set(yuv);
    shrink(latest, size.width, search.factor, search.gray);
    yield* look([standing.next(time)]);
    [examined, shown] = [examined + 1, time];
    told(time);
  }
  const end = Math.max(shown + 1 / rate, beginOf({ info, video }) + (video.duration ?? 0));
  yield* look(standing.until(end));
  options.onProgress?.(1, examined);
  standing.next(end);
  for (const rest of tracker.finish()) if (rest.picture) yield toFrame(rest, rest.picture);
}

/** The smaller brightness picture in which text is looked for. */
function searchIn(
  size: Pick<Box, 'width' | 'height'>,
  box: Box,
  videoWidth: number,
): { factor: number; gray: GrayPicture } {
  const shownWidth = (videoWidth * size.width) / box.width;
  const factor = Math.max(1, Math.round(shownWidth / SEARCH_WIDTH));
  const [width, height] = [Math.floor(size.width / factor), Math.floor(size.height / factor)];
  return { factor, gray: { data: new Uint8Array(width * height), width, height } };
}

const frameOf =
  ({ width, height }: Pick<Box, 'width' | 'height'>, standing: Standing, grid: Omit<TextEdges, 'data'>) =>
  ({ start, end, edges }: TextSegment<Buffer>, yuv: Buffer): SubtitleFrame => ({
    start: toMilliseconds(standing.timeOf(start)),
    end: toMilliseconds(standing.timeOf(end)),
    rgb: yuvToRgb(yuv, width, height + STAMP_ROWS).subarray(0, width * height * 3),
    width,
    height,
    edges: { ...grid, data: edges },
  });

const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;

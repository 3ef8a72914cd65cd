import { guardedInput } from '../ffmpeg/input-guard';
import { rawFrames } from '../ffmpeg/raw-frames';
import { checkFfmpeg, startFfmpeg } from '../ffmpeg/run-ffmpeg';
import { keptTimeLine } from '../ffmpeg/time-line';
import type { MediaInfo, VideoStream } from '../probe/media-info';
import type { Box } from './area';
import { inFirstSize } from './first-size';
import { yuvSize } from './yuv';

/** A picture of a box and its own time in the file, in seconds. The buffer is the same each time. */
export interface TimedYuv {
  time: number;
  /** yuv420p of `size.width` x `size.height + STAMP_ROWS`; what is below the picture is no part of it. */
  yuv: Buffer;
}

export interface TimedPicturesOptions {
  info: MediaInfo;
  video: VideoStream;
  box: Box;
  /** The size in which the box is handed on. */
  size: Pick<Box, 'width' | 'height'>;
  /** Pictures that come sooner than this after the last one are left out, in seconds. */
  leastApart: number;
  /** Colours as the video stores them; else BT.601 in full range. */
  asStored?: boolean;
  signal: AbortSignal;
}

/** Rows below each picture, which hold its time: raw pictures have no other place for it. */
export const STAMP_ROWS = 2;
const STAMP_BYTES = 6;

/** The pictures of a box as the video has them, none twice, each with the time that the video states for it. */
export async function* timedPictures(options: TimedPicturesOptions): AsyncGenerator<TimedYuv, void> {
  const { info, video, size, signal } = options;
  const to = ['-vsync', 'passthrough', '-f', 'rawvideo', 'pipe:1', ...keptTimeLine(info, video.index)];
  const from = [...guardedInput(info.path), '-map', `0:${video.index}`];
  const tool = startFfmpeg([...from, '-vf', filtersOf(options), ...to], signal);
  const stamp = size.width * size.height;
  try {
    for await (const yuv of rawFrames(tool.stdout, yuvSize(size.width, size.height + STAMP_ROWS), signal)) {
      yield { time: yuv.readUIntLE(stamp, STAMP_BYTES) / 1_000_000, yuv };
    }
    await checkFfmpeg(tool);
  } finally {
    tool.kill();
  }
}

function filtersOf({ video, box, size, leastApart, asStored }: TimedPicturesOptions): string {
  const byte = `mod(floor(max(T,0)*1000000+0.5)/pow(256,X),256)`;
  return [
    `select='isnan(prev_selected_t)+gte(t-prev_selected_t,${leastApart})'`,
    inFirstSize(video),
    `crop=${box.width}:${box.height}:${box.x}:${box.y}:exact=1`,
    `scale=${size.width}:${size.height}:flags=area${asStored ? '' : ':out_color_matrix=bt601:out_range=full'}`,
    'format=yuv420p,split[picture][part]',
    `[part]crop=8:${STAMP_ROWS}:0:0,geq=lum='floor(${byte})':cb=128:cr=128,pad=${size.width}:${STAMP_ROWS}[stamp]`,
    '[picture][stamp]vstack',
  ]
    .join()
    .replace(/,\[/g, ';[');
}

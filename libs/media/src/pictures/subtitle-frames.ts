import type { Area } from '@switchyard/contracts';
import { SegmentTracker, trackerOptions, type TextSegment } from '../change/segment-tracker';
import { shrink, type GrayPicture } from '../change/text-mask';
import { guardedInput } from '../ffmpeg/input-guard';
import { progressOf } from '../ffmpeg/progress';
import { rawFrames } from '../ffmpeg/raw-frames';
import { checkFfmpeg, startFfmpeg } from '../ffmpeg/run-ffmpeg';
import { keptTimeLine } from '../ffmpeg/time-line';
import type { MediaInfo } from '../probe/media-info';
import { requireLength, requireVideo } from '../probe/require';
import { areaToBox, outputSize, type Box } from './area';
import { beginOf } from './extract-at';
import { yuvSize, yuvToRgb } from './yuv';

/** A picture of the area and the time in which its text stands, in seconds from the beginning of the video. */
export interface SubtitleFrame {
  start: number;
  end: number;
  rgb: Buffer;
  width: number;
  height: number;
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
/** Width of the whole picture at which text is looked for; strokes of subtitles are then about 2 pixels wide. */
const SEARCH_WIDTH = 640;

/** How many pictures per second are looked at where at least `fps` are wanted. */
export const sampleRate = (videoFps: number | undefined, fps: number): number =>
  Math.min(MOST_PER_SECOND, Math.max(videoFps ?? 25, fps));

/** One picture each time the text in an area changed; times without anything like text give none. */
export async function* subtitleFrames(options: SubtitleFramesOptions): AsyncGenerator<SubtitleFrame, void> {
  const { info, signal } = options;
  const video = requireVideo(info);
  const box = areaToBox(options.area, video);
  const size = outputSize(box);
  const rate = sampleRate(video.fps, options.fps);
  const told = progressOf(requireLength(info), (fraction) => options.onProgress?.(fraction, examined));
  const search = searchIn(size, box, video.width);
  const tracker = new SegmentTracker<Buffer>(search.gray, trackerOptions(rate));
  const tool = startFfmpeg(decoding(info, video.index, box, size, rate), signal);
  // Until the video begins, its first picture is repeated.
  const lead = Math.round(beginOf({ info, video }) * rate);
  const toFrame = frameOf(size, rate, lead);
  let [examined, decoded] = [0, 0];
  try {
    for await (const yuv of rawFrames(tool.stdout, yuvSize(size.width, size.height), signal)) {
      shrink(yuv, size.width, search.factor, search.gray);
      const done = decoded++ < lead ? undefined : tracker.next(search.gray, examined++, () => Buffer.from(yuv));
      told(decoded / rate);
      if (done?.picture) yield toFrame(done, done.picture);
    }
    await checkFfmpeg(tool);
    options.onProgress?.(1, examined);
    for (const rest of tracker.finish()) if (rest.picture) yield toFrame(rest, rest.picture);
  } finally {
    tool.kill();
  }
}

/** Decodes one stream into the pictures of a box, at an even rate from the beginning of the file on. */
function decoding(
  info: MediaInfo,
  stream: number,
  box: Box,
  size: Pick<Box, 'width' | 'height'>,
  rate: number,
): string[] {
  const crop = `crop=${box.width}:${box.height}:${box.x}:${box.y}:exact=1`;
  const scale = `scale=${size.width}:${size.height}:flags=area:out_color_matrix=bt601:out_range=full`;
  const filters = `fps=${rate}:start_time=0,${crop},${scale},format=yuv420p`;
  return [
    ...guardedInput(info.path),
    '-map',
    `0:${stream}`,
    '-vf',
    filters,
    '-f',
    'rawvideo',
    'pipe:1',
    ...keptTimeLine(info, stream),
  ];
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
  ({ width, height }: Pick<Box, 'width' | 'height'>, rate: number, lead: number) =>
  ({ start, end }: TextSegment<Buffer>, yuv: Buffer): SubtitleFrame => ({
    start: toMilliseconds((start + lead) / rate),
    end: toMilliseconds((end + lead) / rate),
    rgb: yuvToRgb(yuv, width, height),
    width,
    height,
  });

const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;

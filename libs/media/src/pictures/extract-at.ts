import { stat } from 'node:fs/promises';
import path from 'node:path';
import { guardedInput } from '../ffmpeg/input-guard';
import { runFfmpeg, type FfmpegOptions } from '../ffmpeg/run-ffmpeg';
import { keptTimeLine } from '../ffmpeg/time-line';
import type { MediaInfo, VideoStream } from '../probe/media-info';
import { inFirstSize } from './first-size';

/** A picture file of a video and the time of its frame in seconds. */
export interface TimedPicture {
  file: string;
  time: number;
}

export interface ExtractOptions {
  info: MediaInfo;
  video: VideoStream;
  directory: string;
  format: 'jpeg' | 'png';
  /** A further filter, e.g. `scale=240:-2`. */
  filter?: string;
  signal: AbortSignal;
  onProgress?: (fraction: number) => void;
}

const EXTENSION = { jpeg: 'jpg', png: 'png' } as const;

/** Pictures at given times, by seeking to each: its cost does not grow with the length of the video. */
export async function extractAt(times: readonly number[], options: ExtractOptions): Promise<TimedPicture[]> {
  const made: TimedPicture[] = [];
  for (const [done, time] of times.entries()) {
    const file = fileName(made.length + 1, options.format);
    const from = Math.max(0, time - halfFrame(options.video));
    const [shown] = await extract(file, 1, options, { seek: from });
    // Behind the last frame of a video that is shorter than its container there is no picture.
    if (shown !== undefined && shown !== made.at(-1)?.time) made.push({ file, time: shown });
    options.onProgress?.((done + 1) / times.length);
  }
  return made;
}

/** `count` pictures in the middles of equal parts of the video, in one pass over all of it. */
export async function extractEvenly(count: number, seconds: number, options: ExtractOptions): Promise<TimedPicture[]> {
  const step = seconds / count;
  const first = beginOf(options) + step / 2 - halfFrame(options.video) - 0.0005;
  // Told from the picture before, because filters begin anew where the size of the pictures changes.
  const part = (time: string): string => `floor((${time}-${first.toFixed(6)})/${step.toFixed(6)})`;
  const before = `if(isnan(prev_t),t-${(2 * halfFrame(options.video)).toFixed(6)},prev_t)`;
  const select = `select='gte(t,${first.toFixed(6)})*gt(${part('t')},${part(before)})'`;
  const pattern = `frame_%06d.${EXTENSION[options.format]}`;
  const { onProgress } = options;
  const times = await extract(pattern, count, options, { select, durationSeconds: seconds, onProgress });
  return times.map((time, at) => ({ file: fileName(at + 1, options.format), time }));
}

/** Where the video begins in the file, in seconds. */
export const beginOf = ({ video, info }: Pick<ExtractOptions, 'video' | 'info'>): number =>
  Math.max(0, (video.start ?? info.startTime) - info.startTime);

/** Writes up to `count` pictures. @returns the time of each, as the video states it */
async function extract(
  name: string,
  count: number,
  { info, video, filter, format, directory, signal }: ExtractOptions,
  { seek = 0, select, ...run }: { seek?: number; select?: string } & Partial<FfmpegOptions>,
): Promise<number[]> {
  const times: number[] = [];
  const onLine = (line: string): void => {
    const time = /pts_time:(-?[\d.]+)/.exec(line)?.[1];
    if (time !== undefined) times.push(toMilliseconds(seek + Number(time)));
  };
  const filters = [...(select ? [select] : []), inFirstSize(video), ...(filter ? [filter] : []), ...TOLD].join();
  const quality = format === 'jpeg' ? ['-q:v', '2', '-pix_fmt', 'yuvj420p'] : ['-pix_fmt', 'rgb24'];
  const input = [...guardedInput(info.path, seek > 0 ? ['-ss', seek.toFixed(4)] : []), '-map', `0:${video.index}`];
  const one = count === 1 ? ['-update', '1'] : [];
  const to = [
    '-vsync',
    'passthrough',
    '-frames:v',
    String(count),
    ...one,
    `file:${name}`,
    ...keptTimeLine(info, video.index),
  ];
  await runFfmpeg([...input, '-vf', filters, ...quality, ...to], { ...run, signal, cwd: directory, onLine });
  return writtenOf(times, directory, name, count);
}

/** The filters see a picture more than is written. */
async function writtenOf(times: number[], directory: string, name: string, count: number): Promise<number[]> {
  const written = [];
  for (const [at, time] of times.slice(0, count).entries()) {
    const file = name.replace('%06d', String(at + 1).padStart(6, '0'));
    if (await exists(path.join(directory, file))) written.push(time);
  }
  return written;
}

/** Prints the time of every picture that passes. */
const TOLD = ['metadata=mode=add:key=picture:value=1', 'metadata=print:key=picture:file=-:direct=1'];

const halfFrame = ({ fps }: VideoStream): number => (fps ? 0.5 / fps : 0);
const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;

const fileName = (number: number, format: 'jpeg' | 'png'): string =>
  `frame_${String(number).padStart(6, '0')}.${EXTENSION[format]}`;

const exists = (file: string): Promise<boolean> =>
  stat(file)
    .then(({ size }) => size > 0)
    .catch(() => false);

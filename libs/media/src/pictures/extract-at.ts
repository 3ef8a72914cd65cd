import { stat } from 'node:fs/promises';
import path from 'node:path';
import { guardedInput } from '../ffmpeg/input-guard';
import { runFfmpeg } from '../ffmpeg/run-ffmpeg';
import type { MediaInfo, VideoStream } from '../probe/media-info';

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
    const frame = frameNear(time, options.video);
    const seek = ['-ss', Math.max(0, frame - halfFrame(options.video) / 2).toFixed(4)];
    const input = guardedInput(options.info.path, seek);
    await runFfmpeg([...input, ...pictureArgs(options, []), '-frames:v', '1', '-update', '1', file], {
      signal: options.signal,
      cwd: options.directory,
    });
    // Behind the last frame of a video that is shorter than its container there is no picture.
    if (await exists(path.join(options.directory, file))) made.push({ file, time: frame });
    options.onProgress?.((done + 1) / times.length);
  }
  return made;
}

/** `count` pictures in the middles of equal parts of the video, in one pass over all of it. */
export async function extractEvenly(count: number, seconds: number, options: ExtractOptions): Promise<TimedPicture[]> {
  const step = seconds / count;
  const first = step / 2 - halfFrame(options.video) - 0.0005;
  const select = `select='gte(t,selected_n*${step.toFixed(6)}+${first.toFixed(6)})'`;
  const pattern = `frame_%06d.${EXTENSION[options.format]}`;
  const args = [
    ...guardedInput(options.info.path),
    ...pictureArgs(options, [select]),
    '-vsync',
    'vfr',
    '-frames:v',
    String(count),
  ];
  await runFfmpeg([...args, pattern], {
    signal: options.signal,
    cwd: options.directory,
    durationSeconds: seconds,
    onProgress: options.onProgress,
  });
  const made: TimedPicture[] = [];
  for (let at = 0; at < count; at++) {
    const file = fileName(at + 1, options.format);
    if (!(await exists(path.join(options.directory, file)))) break;
    made.push({ file, time: frameNear((at + 0.5) * step, options.video) });
  }
  return made;
}

function pictureArgs({ video, filter, format }: ExtractOptions, filters: string[]): string[] {
  const all = [...filters, ...(filter ? [filter] : [])];
  const quality = format === 'jpeg' ? ['-q:v', '2', '-pix_fmt', 'yuvj420p'] : ['-pix_fmt', 'rgb24'];
  return ['-map', `0:${video.index}`, ...(all.length > 0 ? ['-vf', all.join(',')] : []), ...quality];
}

/** The time of the frame nearest to `time`. */
function frameNear(time: number, { fps }: VideoStream): number {
  const exact = fps ? Math.max(0, Math.ceil(time * fps - 0.501)) / fps : time;
  return Math.round(exact * 1000) / 1000;
}

const halfFrame = ({ fps }: VideoStream): number => (fps ? 0.5 / fps : 0);

const fileName = (number: number, format: 'jpeg' | 'png'): string =>
  `frame_${String(number).padStart(6, '0')}.${EXTENSION[format]}`;

const exists = (file: string): Promise<boolean> =>
  stat(file)
    .then(({ size }) => size > 0)
    .catch(() => false);

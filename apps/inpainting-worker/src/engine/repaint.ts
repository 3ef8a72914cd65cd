import {
  cpuSecondsFor,
  decoderThreads,
  encodingIn,
  fileUrl,
  GUARD,
  guardedInput,
  inFirstSize,
  probeMedia,
  requireLength,
  requireVideo,
  runFfmpeg,
  shortfallOf,
  type MediaInfo,
  type VideoStream,
} from '@switchyard/media';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keptStreams } from './kept-streams';
import { LEAD_SECONDS, patches, type Painting } from './patches';

/** What is made of a picture: ffmpeg's filters, or a part of it that is painted here; undefined leaves it as it is. */
export type NewPicture = { filters: readonly string[] } | { painting: Painting } | undefined;

interface Repainting {
  info: MediaInfo;
  picture: NewPicture;
  crf: number;
  outputDir: string;
  tempDir: string;
  signal: AbortSignal;
  onProgress: (fraction: number) => void;
}

const SCRIPT = 'picture.filters';
/** A patch is shown from this much before its picture, in seconds, so that no rounding shows it with the next one. */
const EARLY = 0.0001;

/** Writes a video with a new picture, each frame at its own time; everything else is copied. */
export async function repaint(work: Repainting): Promise<{ path: string; seconds: number; degraded: string[] }> {
  const { info, picture, outputDir, tempDir: cwd, signal, onProgress } = work;
  const video = requireVideo(info);
  const kept = keptStreams(info, video);
  const output = path.join(outputDir, `video.${kept.container}`);
  const copied = ['-map', `0:${video.index}`, ...kept.args];
  const painted = ['-map', '[picture]', ...kept.args, ...encodingOf(work, video)];
  const graph = picture && [...inputOf(picture), '-filter_complex_script', SCRIPT];
  // A script has no limit of length, as an argument has.
  if (picture) await writeFile(path.join(cwd, SCRIPT), graphOf(picture, video));
  const args = [...guardedInput(info.path, decoderThreads(video)), ...(graph ? [...graph, ...painted] : copied)];
  const stdin = picture && 'painting' in picture ? patches(picture.painting, { info, video, signal }) : undefined;
  await runFfmpeg([...args, fileUrl(output)], {
    ...{ signal, cwd, stdin, onProgress, durationSeconds: requireLength(info) },
    limits: { cpuSeconds: cpuSecondsFor(info) },
  });
  const seconds = requireLength(await probeMedia(output, signal));
  return { path: output, seconds, degraded: [...shortfallOf(info), ...kept.degraded] };
}

const inputOf = (picture: NonNullable<NewPicture>): string[] =>
  'painting' in picture ? [...GUARD, '-f', 'ivf', '-i', 'pipe:0'] : [];

function graphOf(picture: NonNullable<NewPicture>, video: VideoStream): string {
  const whole = `[0:${video.index}]${inFirstSize(video)}`;
  // x264 needs an even size in 4:2:0.
  const last = 'crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0[picture]';
  if ('filters' in picture) return [whole, ...picture.filters, last].join(',\n');
  const { x, y } = picture.painting.box;
  const unit = video.timeBase ? `,settb=${video.timeBase}` : '';
  const times = `setpts=PTS-${LEAD_SECONDS + EARLY}/TB${unit}`;
  return `${whole}[whole];\n[1:v]${times}[patch];\n[whole][patch]overlay=${x}:${y}:format=yuv420,${last}`;
}

/** Each frame keeps the time that the video states for it, in the unit in which it does. */
const encodingOf = ({ crf }: Repainting, video: VideoStream): string[] => [
  ...['-c:v:0', 'libx264', '-preset', 'veryfast', '-crf', String(crf), '-pix_fmt:v:0', 'yuv420p'],
  ...encodingIn(video),
  ...['-vsync', 'passthrough', '-enc_time_base', (video.timeBase ?? '-1').replace('/', ':')],
];

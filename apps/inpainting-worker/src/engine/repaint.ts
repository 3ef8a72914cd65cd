import {
  cpuSecondsFor,
  decoderThreads,
  encodingIn,
  fileUrl,
  guardedInput,
  inFirstSize,
  probeMedia,
  requireLength,
  requireVideo,
  runFfmpeg,
  shortfallOf,
  type MediaInfo,
} from '@switchyard/media';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keptStreams } from './kept-streams';

interface Repainting {
  info: MediaInfo;
  /** Filters of the picture; none copies it. */
  filters: readonly string[];
  crf: number;
  outputDir: string;
  tempDir: string;
  signal: AbortSignal;
  onProgress: (fraction: number) => void;
}

const SCRIPT = 'picture.filters';

/** Writes a video with a new picture, each frame at its own time; everything else is copied. */
export async function repaint(work: Repainting): Promise<{ path: string; seconds: number; degraded: string[] }> {
  const { info, filters, crf, outputDir, tempDir: cwd, signal, onProgress } = work;
  const video = requireVideo(info);
  const kept = keptStreams(info, video);
  const output = path.join(outputDir, `video.${kept.container}`);
  // x264 needs an even size in 4:2:0. A script has no limit of length, as an argument has.
  const all = [inFirstSize(video), ...filters, 'crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0'];
  await writeFile(path.join(cwd, SCRIPT), all.join(',\n'));
  const encoding = ['-preset', 'veryfast', '-crf', String(crf), '-pix_fmt', 'yuv420p', ...encodingIn(video)];
  const picture =
    filters.length === 0 ? [] : ['-filter_script:v:0', SCRIPT, '-c:v:0', 'libx264', ...encoding, ...OWN_TIMES];
  await runFfmpeg([...guardedInput(info.path, decoderThreads(video)), ...kept.args, ...picture, fileUrl(output)], {
    ...{ signal, cwd, onProgress, durationSeconds: requireLength(info) },
    limits: { cpuSeconds: cpuSecondsFor(info) },
  });
  const seconds = requireLength(await probeMedia(output, signal));
  return { path: output, seconds, degraded: [...shortfallOf(info), ...kept.degraded] };
}

/** Each frame keeps the time that the video states for it, in the unit in which it does. */
const OWN_TIMES = ['-vsync', 'passthrough', '-enc_time_base', '-1'];

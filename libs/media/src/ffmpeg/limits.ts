import type { ProcessLimits } from '@switchyard/engine';
import type { MediaInfo } from '../probe/media-info';

const GB = 1024 ** 3;

/** The most memory of one ffmpeg: every accepted picture size is decoded and encoded in it (README.md has the measurement). */
export const FFMPEG_MEMORY_BYTES = 4 * GB;

/** What looking into a file may use; reading through all packets of a file of hours takes seconds. */
export const PROBE_LIMITS: ProcessLimits = { memoryBytes: GB, cpuSeconds: 600, openFiles: 256 };

/** What ffmpeg may use; its CPU time is limited by the time of the task where nothing less is known. */
export const FFMPEG_LIMITS: ProcessLimits = { memoryBytes: FFMPEG_MEMORY_BYTES, openFiles: 256 };

/** CPU seconds beside those that depend on the length. */
const SPARE_SECONDS = 600;
/** Pixels that even a slow core decodes, draws on and encodes in a second of its time, at a twentieth of the usual speed. */
const PIXELS_PER_SECOND = 1_500_000;

/** CPU time that honest work on a file never takes. */
export function cpuSecondsFor({ format, streams }: MediaInfo): number {
  const pixels = streams.map(({ width = 0, height = 0, fps }) => width * height * (fps ?? 25));
  const perSecond = Math.max(1, ...pixels.map((rate) => rate / PIXELS_PER_SECOND));
  return SPARE_SECONDS + Math.ceil((format.duration ?? 0) * perSecond);
}

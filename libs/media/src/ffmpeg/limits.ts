import type { ProcessLimits } from '@switchyard/engine';

const GB = 1024 ** 3;

/** The most memory of one ffmpeg: every accepted picture size is decoded and encoded in it (README.md has the measurement). */
export const FFMPEG_MEMORY_BYTES = 4 * GB;

/** What looking into a file may use; reading through all packets of a file of hours takes seconds. */
export const PROBE_LIMITS: ProcessLimits = { memoryBytes: GB, cpuSeconds: 600, openFiles: 256 };

/** What ffmpeg may use; its CPU time is limited by the time of the task where nothing less is known. */
export const FFMPEG_LIMITS: ProcessLimits = { memoryBytes: FFMPEG_MEMORY_BYTES, openFiles: 256 };

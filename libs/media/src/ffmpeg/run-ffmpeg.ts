import { runTool, startTool, type RunningTool } from '@switchyard/engine';
import { ffmpegError } from './ffmpeg-error';
import { progressOf, secondsOf } from './progress';

export const INSTALL_FFMPEG = 'apt-get install ffmpeg (brew install ffmpeg)';

const QUIET = ['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'error'];

export interface FfmpegOptions {
  signal: AbortSignal;
  /** Length of the output, which progress is measured by. */
  durationSeconds?: number;
  onProgress?: (fraction: number) => void;
  cwd?: string;
}

/** Runs ffmpeg to its end; its arguments must open inputs with `guardedInput`. @returns seconds of output written */
export async function runFfmpeg(args: readonly string[], options: FfmpegOptions): Promise<{ seconds: number }> {
  const { signal, cwd } = options;
  const told = progressOf(options.durationSeconds, options.onProgress);
  let seconds = 0;
  const onLine = (line: string) => {
    seconds = secondsOf(line) ?? seconds;
    told(seconds);
  };
  const all = [...QUIET, '-progress', 'pipe:1', '-y', ...args];
  const end = await runTool('ffmpeg', all, { signal, cwd, onLine, install: INSTALL_FFMPEG });
  const error = ffmpegError(end);
  if (error) throw error;
  return { seconds };
}

/** Starts an ffmpeg that writes to its standard output; read it whole, then ask `checkFfmpeg` how it ended. */
export const startFfmpeg = (args: readonly string[], signal: AbortSignal): RunningTool =>
  startTool('ffmpeg', [...QUIET, ...args], { signal, install: INSTALL_FFMPEG });

/** Throws when ffmpeg did not end well. */
export async function checkFfmpeg(tool: RunningTool): Promise<void> {
  const error = ffmpegError(await tool.ended);
  if (error) throw error;
}

/** The version of the ffmpeg of this machine, e.g. `5.1.9-0+deb12u1`. */
export async function ffmpegVersion(signal: AbortSignal): Promise<string> {
  const lines: string[] = [];
  await runTool('ffmpeg', ['-version'], { signal, install: INSTALL_FFMPEG, onLine: (line) => void lines.push(line) });
  return /^ffmpeg version (\S+)/.exec(lines[0] ?? '')?.[1] ?? 'unknown';
}

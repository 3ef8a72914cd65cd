import { createInterface } from 'node:readline';
import {
  runTool,
  startTool,
  type ProcessLimits,
  type RunningTool,
  type ToolEnd,
  type ToolOptions,
} from '@switchyard/engine';
import { ffmpegError } from './ffmpeg-error';
import { FFMPEG_LIMITS } from './limits';
import { progressOf, secondsOf } from './progress';

export const INSTALL_FFMPEG = 'apt-get install ffmpeg (brew install ffmpeg)';

const QUIET = ['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'error'];

export interface FfmpegOptions {
  signal: AbortSignal;
  /** Length of the output, which progress is measured by. */
  durationSeconds?: number;
  onProgress?: (fraction: number) => void;
  cwd?: string;
  /** Bytes of what it says at its end that are kept. */
  maxStderr?: number;
  /** Tighter limits than those of every ffmpeg. */
  limits?: ProcessLimits;
  /** Learns what filters print to the standard output, line by line. */
  onLine?: (line: string) => void;
  /** What it reads as `pipe:0`. */
  stdin?: AsyncGenerator<Uint8Array, void>;
  /** Arguments of another ffmpeg, whose `pipe:1` is the `pipe:0` of this one. */
  from?: readonly string[];
}

/** Runs ffmpeg to its end; its arguments must open inputs with `guardedInput`. @returns seconds of output written, and the end of what it said */
export async function runFfmpeg(
  args: readonly string[],
  options: FfmpegOptions,
): Promise<{ seconds: number; said: string }> {
  const told = progressOf(options.durationSeconds, options.onProgress);
  let seconds = 0;
  const tool = startFfmpeg(['-progress', 'pipe:1', '-y', ...args], options.signal, options);
  createInterface({ input: tool.stdout }).on('line', (line) => {
    seconds = secondsOf(line) ?? seconds;
    told(seconds);
    options.onLine?.(line);
  });
  await checkFfmpeg(tool);
  return { seconds, said: (await tool.ended).stderrTail };
}

/** Starts an ffmpeg that writes to its standard output; read it whole, then ask `checkFfmpeg` how it ended. */
export function startFfmpeg(
  args: readonly string[],
  signal: AbortSignal,
  { cwd, from, limits, maxStderr, stdin }: Pick<FfmpegOptions, 'cwd' | 'from' | 'limits' | 'maxStderr' | 'stdin'> = {},
): RunningTool {
  const start = (given: readonly string[], more: Partial<ToolOptions>): RunningTool =>
    startTool('ffmpeg', [...QUIET, ...given], {
      ...{ signal, install: INSTALL_FFMPEG, limits: { ...FFMPEG_LIMITS, ...limits } },
      ...more,
    });
  if (!from) return start(args, { cwd, maxStderr, stdin });
  const source = start(from, {});
  const tool = start(args, { cwd, stdin: source.stdout });
  const ended = Promise.all([source.ended, tool.ended]).then(([first, second]) => endOfBoth(first, second));
  ended.catch(() => undefined);
  return {
    ...{ stdout: tool.stdout, ended },
    kill: () => {
      source.kill();
      tool.kill();
    },
  };
}

function endOfBoth(first: ToolEnd, second: ToolEnd): ToolEnd {
  // An ffmpeg whose reader wanted no more did nothing wrong.
  if (first.code !== 0 && !/Broken pipe|Connection reset by peer/.test(first.stderrTail)) return first;
  // Where there was nothing to write, there is nothing to read.
  return /pipe:0: Invalid data found/.test(second.stderrTail) ? { ...second, code: 0 } : second;
}

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

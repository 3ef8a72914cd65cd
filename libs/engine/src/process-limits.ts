import { existsSync } from 'node:fs';
import path from 'node:path';
import { tellsOfNoMemory } from '@switchyard/contracts';
import { executableBytes, hardLimits } from '@switchyard/processes';

/** The most that one process may use; what is missing stays as it is for this process. */
export interface ProcessLimits {
  /** Memory that it writes to and shares with no other process. */
  memoryBytes?: number;
  cpuSeconds?: number;
  /** Processes and threads of this user, which is how Linux counts them. */
  processes?: number;
  openFiles?: number;
  /** The largest file that it may write. */
  fileBytes?: number;
}

const NAMES = ['memoryBytes', 'cpuSeconds', 'processes', 'openFiles', 'fileBytes'] as const;
const OPTIONS = { memoryBytes: 'data', cpuSeconds: 'cpu', processes: 'nproc', openFiles: 'nofile', fileBytes: 'fsize' };
/** What the limits are called in Linux. */
const ROWS = {
  memoryBytes: 'Max data size',
  cpuSeconds: 'Max cpu time',
  processes: 'Max processes',
  openFiles: 'Max open files',
  fileBytes: 'Max file size',
};

/** The program of util-linux that sets limits; macOS has none, and there nothing is limited. */
const PRLIMIT = (process.env.PATH ?? '')
  .split(path.delimiter)
  .map((directory) => path.join(directory, 'prlimit'))
  .find((file) => process.platform === 'linux' && existsSync(file));

/** A command under limits: `prlimit` becomes the program itself, so that its process id and its end stay the same. */
export function limited(command: string, args: readonly string[], limits: ProcessLimits): [string, string[]] {
  const set = NAMES.filter((name) => limits[name] !== undefined);
  if (!PRLIMIT || set.length === 0) return [command, [...args]];
  const options = set.map((name) => `--${OPTIONS[name]}=${valueOf(name, limits[name] ?? 0)}`);
  return [PRLIMIT, [...options, command, ...args]];
}

/** Where both limits of CPU time are the same, the kernel sends SIGKILL, which does not say why. */
const valueOf = (name: keyof ProcessLimits, limit: number): string =>
  name === 'cpuSeconds' ? `${limit}:${limit + 1}` : String(limit);

/** The limits with which a process can be started: it cannot raise those that it has itself. */
export function withOwnLimits(limits: ProcessLimits, own: ProcessLimits = ownLimits()): ProcessLimits {
  const all = NAMES.flatMap((name) => {
    const least = Math.min(limits[name] ?? Infinity, own[name] ?? Infinity);
    return Number.isFinite(least) ? [[name, Math.floor(least)]] : [];
  });
  return Object.fromEntries(all) as ProcessLimits;
}

/** The limits of this process that it cannot raise. */
function ownLimits(): ProcessLimits {
  if (!PRLIMIT) return {};
  const hard = hardLimits();
  const all = NAMES.map((name) => [name, Number(hard.get(ROWS[name]))]).filter(([, value]) => Number.isFinite(value));
  const { cpuSeconds = Infinity, ...rest } = Object.fromEntries(all) as ProcessLimits;
  return { ...rest, cpuSeconds: cpuSeconds - 1 };
}

/**
 * The bytes that V8 sets aside for machine code when Node starts, and that count as memory of the process although next to
 * nothing of them is used: 512 MB from Node 22 on, nothing before. A thread sets aside as much again unless its `codeRangeSizeMb`
 * says less, as it does for each one here.
 */
export const reservedForCode = (): number => (process.platform === 'linux' ? executableBytes() : 0);

/**
 * The limit that a process met, in words, as far as its end and its last words tell.
 * @param end with the CPU time that it had taken, where that is known: a program may end by itself at SIGXCPU, as ffmpeg does
 */
export function metLimit(
  { signal, words, cpuMs = 0 }: { signal: NodeJS.Signals | null; words: string; cpuMs?: number },
  limits: ProcessLimits,
): string | undefined {
  const { memoryBytes, cpuSeconds, fileBytes } = limits;
  if (cpuSeconds !== undefined && (signal === 'SIGXCPU' || cpuMs >= cpuSeconds * 1000))
    return `CPU time (${cpuSeconds} s)`;
  if (fileBytes !== undefined && (signal === 'SIGXFSZ' || /File too large/.test(words))) {
    return `the size of a file (${megabytes(fileBytes)})`;
  }
  const noMemory = /Cannot allocate memory|malloc of size \d+ failed/.test(words) || tellsOfNoMemory(words);
  return memoryBytes !== undefined && noMemory ? `memory (${megabytes(memoryBytes)})` : undefined;
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MB`;

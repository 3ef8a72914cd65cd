import { lstatSync, readlinkSync } from 'node:fs';
import { allowedCores } from '@switchyard/processes';

/** What a program may use. */
export interface Limits {
  /** Cores. */
  cpu: number;
  memoryMb: number;
  timeoutSeconds: number;
  /** Its place in line for the CPU, as `nice` counts; the last unless it is said. */
  niceness?: number;
}

/** Descriptors that bubblewrap reads from, or writes to. */
export const FD = { code: 3, filter: 4, info: 5 } as const;

/** Where the sandbox sees the program. */
const PROGRAM = '/code/main.py';
/** Python itself, its threads' stacks and what libraries only reserve. */
const ADDRESS_SPACE_BESIDES_MB = 192;
export const MOST_DISK_MB = 256;
const SHARED_MEMORY_MB = 16;
export const MOST_PROCESSES = 64;
const MOST_OPEN_FILES = 256;
const MB = 1024 ** 2;
const LOWEST = 19;

/** The parts of a system that programs need: read-only in the sandbox, or the links that they are. */
const BASE = ['/usr', '/bin', '/lib', '/lib64', '/lib32', '/sbin'];

/** Polite to the owner: last in line for the CPU, first to go when memory is short, and not on all cores. */
export const polite = ({ cpu, niceness = LOWEST }: Pick<Limits, 'cpu' | 'niceness'>): string[] => [
  ...['choom', '-n', '1000', '--', 'nice', '-n', String(niceness), 'taskset', '-c', someCores(cpu)],
];

/** The command line of one run: polite to the owner, then bubblewrap, then the limits of the program, then Python. */
export function commandLine(python: string, limits: Limits, hasFilter: boolean): string[] {
  return [
    ...polite(limits),
    ...['bwrap', ...isolation(hasFilter), ...files(limits.memoryMb), '--'],
    ...['/usr/bin/prlimit', ...prlimit(limits), '--'],
    ...[python, '-I', '-B', '-X', 'utf8', PROGRAM],
  ];
}

const isolation = (hasFilter: boolean): string[] => [
  ...['--unshare-all', '--unshare-user', '--disable-userns', '--cap-drop', 'ALL'],
  ...['--uid', '65534', '--gid', '65534', '--hostname', 'sandbox'],
  ...['--die-with-parent', '--new-session', '--clearenv', '--info-fd', String(FD.info)],
  ...(hasFilter ? ['--seccomp', String(FD.filter)] : []),
];

/** No /proc, no /sys, no /etc, no home: what is not named here is not there. */
function files(memoryMb: number): string[] {
  const diskBytes = Math.min(memoryMb, MOST_DISK_MB) * MB;
  return [
    ...BASE.flatMap(mounted),
    ...['--dev', '/dev', '--size', String(SHARED_MEMORY_MB * MB), '--tmpfs', '/dev/shm', '--remount-ro', '/dev'],
    ...['--size', String(diskBytes), '--tmpfs', '/tmp', '--chdir', '/tmp'],
    ...['--ro-bind-data', String(FD.code), PROGRAM, '--remount-ro', '/'],
    ...['--setenv', 'PATH', '/usr/bin:/bin', '--setenv', 'HOME', '/tmp', '--setenv', 'LANG', 'C.UTF-8'],
  ];
}

function mounted(path: string): string[] {
  try {
    if (lstatSync(path).isSymbolicLink()) return ['--symlink', readlinkSync(path), path];
    return ['--ro-bind', path, path];
  } catch {
    return []; // this system has none
  }
}

/** All cores together. */
export const cpuSeconds = ({ cpu, timeoutSeconds }: Pick<Limits, 'cpu' | 'timeoutSeconds'>): number =>
  Math.ceil(timeoutSeconds * Math.max(1, Math.ceil(cpu))) + 1;

function prlimit({ memoryMb, ...limits }: Limits): string[] {
  return [
    `--as=${(memoryMb + ADDRESS_SPACE_BESIDES_MB) * MB}`,
    `--cpu=${cpuSeconds(limits)}`,
    `--nproc=${MOST_PROCESSES}`,
    `--nofile=${MOST_OPEN_FILES}`,
    `--fsize=${MOST_DISK_MB * MB}`,
    '--core=0',
    '--msgqueue=0',
    '--memlock=0',
  ];
}

/** As many of the cores that this process may use, as the program may. */
function someCores(cpu: number): string {
  const cores = allowedCores();
  const start = Math.floor(Math.random() * cores.length);
  return [...cores.slice(start), ...cores.slice(0, start)].slice(0, Math.max(1, Math.ceil(cpu))).join(',');
}

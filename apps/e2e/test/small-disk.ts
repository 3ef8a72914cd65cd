import { spawnSync } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  statfsSync,
  writeSync,
} from 'node:fs';
import { basename, join } from 'node:path';

const MEGABYTE = 1024 ** 2;
/** A worker begins nothing on a disk that has less than 16 MB left. */
const SIZE_MB = 20;
const SHARED_MEMORY = '/dev/shm';
/** A container has 64 MB of it. On a whole machine it is half of the memory, too much for a test to fill. */
const LARGEST_TO_FILL = 256 * MEGABYTE;

/** A directory on a file system of 20 MB, for the share of one app. */
export interface SmallDisk {
  share: string;
  /** What the app has to be started by, to see it. */
  wrapper: string[];
  remove(): void;
}

/** Makes a small disk for an app and copies a file onto it; `beside` is a directory to make it in. */
type MakeSmallDisk = (beside: string, seed: string) => SmallDisk;

/** How this machine lets us have a small disk; nothing where it does not. */
export function howToMakeSmallDisks(): MakeSmallDisk | undefined {
  const [command = '', ...args] = mounting('/tmp', 'true');
  if (spawnSync(command, args).status === 0) return mountedDisk;
  const { blocks, bsize } = existsSync(SHARED_MEMORY) ? statfsSync(SHARED_MEMORY) : { blocks: 0, bsize: 0 };
  const bytes = blocks * bsize;
  return bytes > SIZE_MB * MEGABYTE && bytes <= LARGEST_TO_FILL ? filledDisk : undefined;
}

/** Runs steps of a shell, then a command, with a file system of 20 MB, known to it alone, on a directory, its `$0`. */
function mounting(directory: string, steps: string, ...parameters: string[]): string[] {
  const namespace = process.getuid?.() === 0 ? ['unshare', '-m'] : ['unshare', '-rm'];
  return [
    ...namespace,
    'sh',
    '-c',
    `mount -t tmpfs -o size=${SIZE_MB}m tmpfs "$0" && ${steps}`,
    directory,
    ...parameters,
  ];
}

function mountedDisk(beside: string, seed: string): SmallDisk {
  const share = mkdtempSync(join(beside, 'disk-'));
  const wrapper = mounting(share, 'cp "$1" "$0/" && shift && exec "$@"', seed);
  return { share, wrapper, remove: () => rmSync(share, { recursive: true }) };
}

/** The memory file system of a container, with all but 20 MB taken. */
function filledDisk(_beside: string, seed: string): SmallDisk {
  const directory = mkdtempSync(join(SHARED_MEMORY, 'disk-'));
  const share = join(directory, 'share');
  mkdirSync(share);
  copyFileSync(seed, join(share, basename(seed)));
  fill(join(directory, 'ballast'), SIZE_MB * MEGABYTE - statSync(seed).size);
  return { share, wrapper: [], remove: () => rmSync(directory, { recursive: true }) };
}

function fill(path: string, leaveBytes: number): void {
  const file = openSync(path, 'w');
  const { bavail, bsize } = statfsSync(path);
  const block = Buffer.alloc(bsize);
  for (let left = bavail * bsize - leaveBytes; left > 0; left -= bsize) writeSync(file, block);
  closeSync(file);
}

import { spawn } from 'node:child_process';
import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { GpuUnavailableError } from './errors';

const MAX_NOTE_BYTES = 4096;
/** Exit code of flock(1) when another process has the lock. */
const TAKEN = 1;

/**
 * An OS lock (flock) on a file, which the kernel holds for this process until it ends, whatever becomes of it: stopped, it
 * keeps the lock; killed, it loses it. Node cannot ask for one, so flock(1) does it on our descriptor: the lock belongs to
 * the open file, which flock(1) shares for that moment. Nothing this process starts inherits the descriptor.
 */
export class FileLock {
  private constructor(
    private readonly path: string,
    private readonly descriptor: number,
  ) {}

  /** @returns `undefined` when another process has it */
  static async tryTake(path: string, program = 'flock'): Promise<FileLock | undefined> {
    for (;;) {
      const taken = new FileLock(path, open(path));
      const locked = await lock(taken.descriptor, program).catch((error: unknown) => {
        taken.release();
        throw error;
      });
      if (locked && taken.isInPlace) return taken;
      taken.release();
      if (!locked) return undefined;
    }
  }

  /** Whether others who want the lock still find this file; after its directory was removed they lock another one. */
  get isInPlace(): boolean {
    const own = fstatSync(this.descriptor);
    const found = statSync(this.path, { throwIfNoEntry: false });
    return found !== undefined && found.ino === own.ino && found.dev === own.dev;
  }

  /** Leaves a word for those who find the lock taken. */
  write(note: string): void {
    ftruncateSync(this.descriptor);
    writeSync(this.descriptor, note, 0);
  }

  read(): string {
    const buffer = Buffer.alloc(MAX_NOTE_BYTES);
    return buffer.toString('utf8', 0, readSync(this.descriptor, buffer, 0, MAX_NOTE_BYTES, 0));
  }

  /** Gives the lock back before the process ends. */
  release(): void {
    closeSync(this.descriptor);
  }
}

/** The word that was left with a lock; none where its file is gone. */
export function noteOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(0, MAX_NOTE_BYTES);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** Node opens every file close-on-exec. */
function open(path: string): number {
  const { O_RDWR, O_CREAT, O_NOFOLLOW } = constants;
  mkdirSync(dirname(path), { recursive: true });
  return openSync(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0o666);
}

/** Whether the open file is locked now. */
function lock(descriptor: number, program: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['-x', '-n', '3'], { stdio: ['ignore', 'ignore', 'pipe', descriptor] });
    let words = '';
    child.stderr?.on('data', (chunk: Buffer) => (words += chunk.toString()));
    child.once('error', (error) => reject(unusable(program, error.message)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(true);
      else if (code === TAKEN && words === '') resolve(false);
      else reject(unusable(program, words.trim() || `it ended with ${signal ?? code}`));
    });
  });
}

const unusable = (program: string, why: string): GpuUnavailableError =>
  new GpuUnavailableError(
    `GPUs cannot be used here: ${program} does not lock files (${why}). It is part of util-linux (Debian, Ubuntu, Fedora) ` +
      'and of BusyBox (Alpine); macOS has none',
  );

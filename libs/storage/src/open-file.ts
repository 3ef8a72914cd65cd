import { constants, realpath, type Stats } from 'node:fs';
import { lstat, open, stat, type FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { join, sep } from 'node:path';
import type { PathKind } from '@switchyard/contracts';
import { openedPath } from '@switchyard/processes';
import { hasCode, isAbsent } from './errno';
import { PathProblem } from './path-problem';
import { formatSharePath } from './share-path';

/** A file that is open for reading. The caller closes the handle. */
export interface OpenFile {
  handle: FileHandle;
  sharePath: string;
  size: number;
  modifiedAt: Date;
}

/** Non-blocking, because opening a named pipe would block until it has a writer. */
const SAFE_READ = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Where a path really leads, which is below the root. */
async function realBelow(root: string, names: readonly string[]): Promise<string> {
  const real = await realPath(join(root, ...names)).catch((error: unknown) => {
    if (isAbsent(error)) throw new PathProblem('missing', `${formatSharePath(names)} does not exist`);
    if (hasCode(error, ['EACCES'])) throw new PathProblem('missing', `${formatSharePath(names)} cannot be read`);
    throw error;
  });
  if (!isBelow(root, real)) throw outside(names);
  return real;
}

/** One call of a thread; the other form of it makes one for each part of a path. */
const realPath = promisify(realpath.native) as (path: string) => Promise<string>;

/** A file or directory below the root, by its real path. */
interface Found {
  real: string;
  facts: Stats;
}

/** Finds what a path leads to, which is below the root and of the kind that is expected. */
export async function find(root: string, names: readonly string[], kind: PathKind): Promise<Found> {
  const real = await realBelow(root, names);
  const facts = await stat(real);
  const fits = kind === 'directory' ? facts.isDirectory() : facts.isFile();
  if (!fits) throw wrongKind(names, kind, facts);
  if (kind === 'file' && facts.size === 0) throw new PathProblem('empty', `${formatSharePath(names)} is an empty file`);
  return { real, facts };
}

/** Opens a file so that it is below the root whatever is swapped meanwhile. */
export async function openBelow(root: string, names: readonly string[]): Promise<OpenFile> {
  const real = await realBelow(root, names);
  // a device is not even opened: opening alone can do something
  const before = await lstat(real);
  if (!before.isFile()) throw wrongKind(names, 'file', before);
  const handle = await open(real, SAFE_READ);
  try {
    const facts = await handle.stat();
    if (!facts.isFile()) throw wrongKind(names, 'file', facts);
    await verify(root, handle, names);
    return { handle, sharePath: formatSharePath(names), size: facts.size, modifiedAt: facts.mtime };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Asks the kernel what was opened: between the check of a path and its opening a part of it can have been swapped. */
async function verify(root: string, handle: FileHandle, names: readonly string[]): Promise<void> {
  const opened = await openedPath(handle.fd);
  if (opened !== undefined && !isBelow(root, opened)) throw outside(names);
}

export const isBelow = (root: string, path: string): boolean =>
  path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);

const outside = (names: readonly string[]): PathProblem =>
  new PathProblem('outside', `${formatSharePath(names)} leads out of the shared storage`);

function wrongKind(names: readonly string[], kind: PathKind, facts: Stats): PathProblem {
  const found = facts.isDirectory() ? 'a directory' : facts.isFile() ? 'a file' : 'neither a file nor a directory';
  return new PathProblem('wrong-kind', `${formatSharePath(names)} is ${found}; a ${kind} is expected`);
}

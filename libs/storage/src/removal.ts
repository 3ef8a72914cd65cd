import { lstat, readdir, realpath, rm, rmdir, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hasCode, isAbsent } from './errno';
import { layout, fenceIn, type TaskPlace } from './layout';
import { PathProblem } from './path-problem';
import { formatSharePath } from './share-path';

/**
 * Removes a file or a whole directory; false when nothing was there. A symlink goes itself, never what it points to:
 * one on the way is a reason to touch nothing.
 */
export async function remove(root: string, names: readonly string[]): Promise<boolean> {
  const target = join(root, ...names);
  if (!(await isReal(dirname(target))) || !(await exists(target))) return false;
  await rm(target, { recursive: true, force: true, maxRetries: 3 });
  return true;
}

/** Removes a file or a symlink, never a directory; false when nothing was there. */
export async function removeFile(root: string, names: readonly string[]): Promise<boolean> {
  const target = join(root, ...names);
  if (!(await isReal(dirname(target)))) return false;
  try {
    await unlink(target);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    if (!hasCode(error, ['EISDIR', 'EPERM'])) throw error;
    throw new PathProblem('wrong-kind', `${formatSharePath(names)} is a directory; a file is expected`);
  }
}

/** Removes what the attempts at a task left, except one of them; gives the names of what went. */
export async function removeAttempts(root: string, place: TaskPlace, exceptFence?: number): Promise<string[][]> {
  const lost = await attemptsIn(root, layout.task(place), place.taskId, exceptFence);
  const temps = await attemptsIn(root, layout.temps(place), place.taskId, undefined);
  const gone: string[][] = [];
  for (const names of [...lost, ...temps, layout.checkpoint(place)]) {
    if (await remove(root, names)) gone.push(names);
  }
  const kept = exceptFence === undefined ? [] : [layout.attempt({ ...place, fence: exceptFence })];
  const parents = [
    ...kept,
    layout.temps(place),
    layout.checkpoints(place),
    layout.task(place),
    layout.workflow(place.workflowId),
  ];
  for (const names of parents) await removeIfEmpty(root, names);
  return gone;
}

/** Removes a directory that nothing is in any more. */
export async function removeIfEmpty(root: string, names: readonly string[]): Promise<void> {
  const directory = join(root, ...names);
  if (!(await isReal(dirname(directory)))) return;
  await rmdir(directory).catch((error: unknown) => {
    if (!isAbsent(error) && !hasCode(error, ['ENOTEMPTY', 'EEXIST'])) throw error;
  });
}

async function attemptsIn(root: string, names: string[], taskId: string, except?: number): Promise<string[][]> {
  const directory = join(root, ...names);
  if (!(await isReal(directory))) return [];
  const entries = await readdir(directory);
  return entries
    .filter((entry) => ![undefined, except].includes(fenceIn(entry, taskId)))
    .map((entry) => [...names, entry]);
}

/** Whether a directory is where its path says: no symlink in any part; the root itself is canonical. */
export async function isReal(directory: string): Promise<boolean> {
  try {
    return (await realpath(directory)) === directory;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

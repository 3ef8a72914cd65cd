import { access, chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { holdLock } from './pull-lock';

/** Ends the name of a directory that is not finished; the rest of it is random. */
export const UNFINISHED = '.unfinished-';

/**
 * Makes a directory unless it is there; processes that make the same one take turns. It appears at once, by renaming, when
 * `write` has ended; what a killed process left is thrown away.
 */
export async function makeOnce(
  to: string,
  write: (directory: string) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  if (await exists(to)) return;
  await mkdir(dirname(to), { recursive: true });
  await holdLock({ path: to, signal }, async (held) => {
    if (await exists(to)) return;
    await removeUnfinished(to);
    const directory = await mkdtemp(to + UNFINISHED);
    try {
      await chmod(directory, 0o755); // others may read models, too
      await write(directory);
      held.throwIfAborted();
      await rename(directory, to);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Removes what killed processes left of a directory; the caller holds its lock. */
export async function removeUnfinished(to: string): Promise<void> {
  const prefix = basename(to) + UNFINISHED;
  const left = (await readdir(dirname(to))).filter((name) => name.startsWith(prefix));
  await Promise.all(left.map((name) => rm(join(dirname(to), name), { recursive: true, force: true })));
}

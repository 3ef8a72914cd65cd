import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Injectable } from '@nestjs/common';
import { OutputUploadError } from '@switchyard/contracts';
import { ObjectProblem, ObjectStore, SharedStorage } from '@switchyard/storage';
import type { AttemptRun } from './attempt-run';

/** Copies the outputs of an attempt to the place of S3 that its task names. */
@Injectable()
export class OutputCopies {
  /** URLs of the copies of attempts that have not ended. */
  private readonly made = new WeakMap<AttemptRun, string[]>();

  constructor(
    private readonly storage: SharedStorage,
    private readonly objects: ObjectStore,
  ) {}

  /** The URL of each file, by its `/share/…` path. */
  async make(run: AttemptRun, upload: string): Promise<Record<string, string>> {
    const root = this.storage.attemptDir(run.place);
    const made: string[] = [];
    this.made.set(run, made);
    const urls: Record<string, string> = {};
    for (const file of await filesIn(root)) {
      const name = [`${run.taskId}-${run.fence}`, ...relative(root, file).split(sep)].join('/');
      const url = await this.objects.store(file, upload, name, run.signal).catch((error: unknown) => {
        run.signal.throwIfAborted();
        throw error instanceof ObjectProblem ? new OutputUploadError(error.reason, error.mayPass) : error;
      });
      made.push(url);
      urls[this.storage.toSharePath(file)] = url;
    }
    return urls;
  }

  /** Removes the copies of an attempt that did not succeed. What S3 keeps because it cannot be reached, no record names. */
  async remove(run: AttemptRun): Promise<void> {
    const made = this.made.get(run) ?? [];
    if (made.length === 0) return;
    await this.objects.remove(made).catch((error: unknown) => {
      run.log.warn({ event: 'copies.left', urls: made, error: String(error) });
    });
  }
}

/** Bytes of what an attempt has written into its directory. */
export async function outputBytes(root: string): Promise<number> {
  let bytes = 0;
  for (const file of await filesIn(root)) bytes += (await stat(file)).size;
  return bytes;
}

async function filesIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true, recursive: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []; // the task has no files
      throw error;
    },
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

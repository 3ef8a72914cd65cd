import { readdir, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Injectable } from '@nestjs/common';
import { OutputUploadError, archiveField, pathsIn, urlField, type TaskDefinition } from '@switchyard/contracts';
import { ObjectProblem, ObjectStore, SharedStorage } from '@switchyard/storage';
import type { MadeFile } from '@switchyard/task-store';
import type { AttemptRun } from './attempt-run';
import { MOST_ZIP_BYTES, MOST_ZIP_FILES, writeZip } from './zip';

/** Where S3 has an output, as the record tells it. */
export type Uploaded = { uploaded: Record<string, string> } & Record<string, unknown>;

/** Copies the outputs of an attempt to the place of S3 that its task names. */
@Injectable()
export class OutputCopies {
  /** URLs of the copies of attempts that have not ended. */
  private readonly made = new WeakMap<AttemptRun, string[]>();

  constructor(
    private readonly storage: SharedStorage,
    private readonly objects: ObjectStore,
  ) {}

  /** @returns `uploaded`, the URL of each file by its `/share/…` path, and the URL of each path that an output names */
  async make(run: AttemptRun, { output: type }: TaskDefinition, output: object): Promise<Uploaded> {
    const root = this.storage.attemptDir(run.place);
    this.made.set(run, []);
    const uploaded: Record<string, string> = {};
    for (const file of await filesIn(root))
      uploaded[this.storage.toSharePath(file)] = await this.copy(run, file, relative(root, file));
    const urls: Uploaded = { uploaded };
    for (const { field, path, kind } of pathsIn(type, output)) {
      if (kind === 'file' && uploaded[path] !== undefined) urls[urlField(field)] = uploaded[path];
      if (kind === 'directory') Object.assign(urls, await this.archive(run, field, path));
    }
    return urls;
  }

  /** A directory as one object; nothing where it is too large for a zip: its files are there one by one. */
  private async archive(run: AttemptRun, field: string, sharePath: string): Promise<object> {
    const root = this.storage.attemptDir(run.place);
    const place = relative(this.storage.toSharePath(root), sharePath);
    if (place.startsWith('..')) return {}; // an input that is named once more
    const directory = join(root, place);
    const files = await filesIn(directory);
    if (files.length > MOST_ZIP_FILES || (await bytesOf(files)) > MOST_ZIP_BYTES) return {};
    const zip = join(await run.tempDir(), `${field}.zip`);
    const info = await writeZip(zip, directory, files, run.signal);
    const url = await this.copy(run, zip, `${place || field}.zip`);
    await rm(zip);
    return { [urlField(field)]: url, [archiveField(field)]: info };
  }

  /** @param place below the objects of this attempt */
  private async copy(run: AttemptRun, file: string, place: string): Promise<string> {
    const name = [`${run.taskId}-${run.fence}`, ...place.split(sep)].join('/');
    const url = await this.objects.store(file, run.task.upload ?? '', name, run.signal).catch((error: unknown) => {
      run.signal.throwIfAborted();
      throw error instanceof ObjectProblem ? new OutputUploadError(error.reason, error.mayPass) : error;
    });
    this.made.get(run)?.push(url);
    return url;
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

/** What an attempt has written into its directory. */
export async function outputFiles(run: AttemptRun, storage: SharedStorage): Promise<MadeFile[]> {
  const files = await filesIn(storage.attemptDir(run.place));
  return Promise.all(files.map(async (file) => ({ path: storage.toSharePath(file), bytes: (await stat(file)).size })));
}

async function bytesOf(files: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const file of files) bytes += (await stat(file)).size;
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

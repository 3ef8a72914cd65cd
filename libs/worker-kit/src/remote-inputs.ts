import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { InputRejectedError, InputUnavailableError, isObject } from '@switchyard/contracts';
import { DownloadError, EgressRefusedError, InputEgress } from '@switchyard/egress';
import { ObjectProblem, ObjectStore, SharedStorage, safeFileName, type AttemptPlace } from '@switchyard/storage';
import { WorkerSettings } from './worker-settings';

/** Inputs that were fetched before the attempt began. */
export interface FetchedInputs {
  /** Absolute paths, by field. */
  files: Record<string, string>;
  /** Why one could not be fetched: the attempt fails with it. */
  failure?: unknown;
}

/** Fetches inputs that lie elsewhere. */
@Injectable()
export class RemoteInputs {
  constructor(
    private readonly egress: InputEgress,
    private readonly objects: ObjectStore,
    private readonly storage: SharedStorage,
    private readonly settings: WorkerSettings,
  ) {}

  /** @throws the reason of the signal */
  async fetchAll(
    inputs: readonly { field: string; path: string }[],
    place: AttemptPlace,
    signal: AbortSignal,
  ): Promise<FetchedInputs> {
    const directory = this.storage.tempDir(place);
    const files: Record<string, string> = {};
    try {
      await this.storage.removeTemp(place); // of a worker that died while it fetched
      await this.storage.makeDirectory(directory);
      for (const { field, path } of inputs) files[field] = await this.fetch(field, path, directory, signal);
      return { files };
    } catch (failure) {
      await this.storage.removeTemp(place);
      signal.throwIfAborted();
      return { files, failure };
    }
  }

  /** The absolute path of what a URL gives, in a directory of temporary files. */
  async fetch(field: string, url: string, directory: string, signal: AbortSignal): Promise<string> {
    const file = join(directory, `${field}-${nameIn(url)}`);
    const { maxInputBytes: mostBytes, inputTimeout } = this.settings;
    const limits = { timeoutMs: inputTimeout * 1000, mostBytes, signal };
    try {
      await (isObject(url) ? this.objects.fetch(url, file, limits) : this.egress.download(new URL(url), file, limits));
      return file;
    } catch (error) {
      throw signal.aborted ? signal.reason : this.reasonOf(field, url, error);
    }
  }

  /** The network may be better at the next attempt; an address that is refused stays refused. */
  private reasonOf(field: string, url: string, error: unknown): Error {
    if (error instanceof ObjectProblem)
      return error.mayPass
        ? new InputUnavailableError(field, error.reason)
        : new InputRejectedError(`${field} ${error.reason}`);
    if (error instanceof EgressRefusedError) return new InputRejectedError(`${field} ${error.reason}`);
    if (error instanceof DownloadError && !error.mayPass)
      return new InputRejectedError(`${field} cannot be fetched: ${error.message}`);
    const { name, message } = error as Error;
    if ('path' in (error as Error)) return error as Error; // of the file that is written
    const late = `${new URL(url).host} did not give it within ${this.settings.inputTimeout} s`;
    return new InputUnavailableError(field, name === 'TimeoutError' ? late : message);
  }
}

/** Keys of S3 are no part of a URL: nothing in them is encoded. */
const nameIn = (url: string): string =>
  safeFileName(isObject(url) ? url : decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? ''));

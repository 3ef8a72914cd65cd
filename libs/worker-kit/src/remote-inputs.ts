import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { InputRejectedError, InputUnavailableError } from '@switchyard/contracts';
import { DownloadError, EgressRefusedError, InputEgress } from '@switchyard/egress';
import { safeFileName } from '@switchyard/storage';
import type { AttemptRun } from './attempt-run';
import { WorkerSettings } from './worker-settings';

/** Fetches inputs that lie elsewhere. */
@Injectable()
export class RemoteInputs {
  constructor(
    private readonly egress: InputEgress,
    private readonly settings: WorkerSettings,
  ) {}

  /** The absolute path of what a URL gives, among the temporary files of the attempt. */
  async fetch(field: string, text: string, run: AttemptRun): Promise<string> {
    const url = new URL(text);
    const name = safeFileName(decodeURIComponent(url.pathname.split('/').at(-1) ?? ''));
    const file = join(run.tempDir, `${field}-${name}`);
    const { maxInputBytes: mostBytes, inputTimeout } = this.settings;
    try {
      await this.egress.download(url, file, { timeoutMs: inputTimeout * 1000, mostBytes, signal: run.signal });
      return file;
    } catch (error) {
      throw run.signal.aborted ? run.signal.reason : this.reasonOf(field, url, error);
    }
  }

  /** The network may be better at the next attempt; an address that is refused stays refused. */
  private reasonOf(field: string, { host }: URL, error: unknown): Error {
    if (error instanceof EgressRefusedError) return new InputRejectedError(`${field} ${error.reason}`);
    if (error instanceof DownloadError && !error.mayPass)
      return new InputRejectedError(`${field} cannot be fetched: ${error.message}`);
    const { name, message } = error as Error;
    if ('path' in (error as Error)) return error as Error; // of the file that is written
    const late = `${host} did not give it within ${this.settings.inputTimeout} s`;
    return new InputUnavailableError(field, name === 'TimeoutError' ? late : message);
  }
}

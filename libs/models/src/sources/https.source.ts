import { isNativeError } from 'node:util/types';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { SourceOf } from '../catalogue';
import { fileBytes, isDiskFull, writeStream } from '../files';
import { WrongContentError } from '../model-errors';
import type { FetchJob, WantedFile } from './fetch-job';

/** A connection that sends nothing for so long is given up. */
const IDLE_MS = 30_000;
/** Attempts in a row that bring no byte before the source is given up. */
const FRUITLESS_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 500;

/** An answer that another attempt will not change. */
class RefusedError extends Error {}

/** Downloads files one by one, going on where an earlier attempt or process stopped. */
export async function fetchFromHttps({ base }: SourceOf<'https'>, job: FetchJob): Promise<void> {
  for (const file of job.wanted) {
    const url = new URL(file.place, base.endsWith('/') ? base : `${base}/`);
    const resumed = (await fileBytes(job.staging.part(file.name))) > 0;
    try {
      await downloadAndKeep(url, file, job);
    } catch (error) {
      if (!resumed || !(error instanceof WrongContentError)) throw error;
      await rm(job.staging.part(file.name), { force: true }); // the resumed part was of something else
      await downloadAndKeep(url, file, job);
    }
  }
}

async function downloadAndKeep(url: URL, file: WantedFile, job: FetchJob): Promise<void> {
  await downloadWithRetries(url, file, job);
  await job.staging.keep(file.name);
}

/** A loop of our own, since it starts counting anew after progress and stops waiting at once when aborted. */
async function downloadWithRetries(url: URL, file: WantedFile, job: FetchJob): Promise<void> {
  const part = job.staging.part(file.name);
  let fruitless = 0;
  while ((await fileBytes(part)) !== file.bytes) {
    const before = await fileBytes(part);
    try {
      await downloadOnce(url, file, job, before);
    } catch (error) {
      job.signal.throwIfAborted();
      if (isFinal(error)) throw error;
      fruitless = (await fileBytes(part)) > before ? 0 : fruitless + 1;
      if (fruitless >= FRUITLESS_ATTEMPTS) throw error;
      await pause(FIRST_PAUSE_MS * 2 ** fruitless, undefined, { signal: job.signal });
    }
  }
}

async function downloadOnce(url: URL, file: WantedFile, job: FetchJob, have: number): Promise<void> {
  const idle = new AbortController();
  const timer = setTimeout(() => idle.abort(new Error(`nothing came for ${IDLE_MS / 1000} s`)), IDLE_MS);
  const signal = AbortSignal.any([job.signal, idle.signal]);
  try {
    const range = have > 0 ? { range: `bytes=${have}-` } : undefined;
    const response = await fetch(url, { signal, headers: { 'accept-encoding': 'identity', ...range } });
    const from = await acceptedOffset(response, file, have);
    const onBytes = (bytes: number) => {
      timer.refresh();
      job.report(bytes, `downloading ${file.name}`);
    };
    if (!response.body) throw new Error('the answer has no body');
    const part = job.staging.part(file.name);
    await writeStream(Readable.fromWeb(response.body), part, { limit: file.bytes, from, signal, onBytes });
    const size = await fileBytes(part);
    if (size < file.bytes) throw new Error(`the connection ended after ${size} of ${file.bytes} bytes`);
  } finally {
    clearTimeout(timer);
  }
}

/** Where the body of an answer starts in the file; throws when it cannot be this file. */
async function acceptedOffset(response: Response, file: WantedFile, have: number): Promise<number> {
  try {
    if (response.status === 416) throw new WrongContentError(`the server has fewer than ${have} bytes of it`);
    if (!response.ok) throw refusal(response);
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '');
    const from = response.status === 206 ? Number(range?.[1]) : 0;
    if (response.status === 206 && from !== have)
      throw new RefusedError('the server sent another range than asked for');
    const length = Number(response.headers.get('content-length') ?? NaN);
    if (length + from > file.bytes || length + from < file.bytes) {
      throw new WrongContentError(`the server has ${length + from} bytes instead of ${file.bytes}`);
    }
    return from;
  } catch (error) {
    await response.body?.cancel();
    throw error;
  }
}

function refusal({ status, statusText, url }: Response): Error {
  const message = `${status} ${statusText} from ${url}`;
  const passing = status >= 500 || status === 408 || status === 429;
  return passing ? new Error(message) : new RefusedError(message);
}

function isFinal(error: unknown): boolean {
  if (error instanceof RefusedError || error instanceof WrongContentError || isDiskFull(error)) return true;
  const cause = isNativeError(error) ? error.cause : undefined;
  return isNativeError(cause) && 'code' in cause && cause.code === 'ENOTFOUND';
}

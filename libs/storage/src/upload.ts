import { createHash, type Hash } from 'node:crypto';
import { lstat, mkdir, open, readdir, rename, rm, rmdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';

const INCOMING = '.incoming';
const OWNER_END = '.';
/** An upload that got no byte for this long has lost its client or its gateway. */
const ABANDONED_AFTER_MS = 3_600_000;

/** A file that arrived whole. */
export interface StoredUpload {
  path: string;
  size: number;
  /** Lower-case hexadecimal. */
  sha256: string;
}

/** Where an upload is written first and where it ends up, both absolute and on one file system. */
export interface UploadPlace {
  temporary: string;
  final: string;
}

/** Writes a stream to a file that appears only once it is whole and on disk; after a failure nothing is left. */
export async function receive(
  stream: Readable,
  place: UploadPlace,
  limitBytes: number,
  signal?: AbortSignal,
): Promise<Omit<StoredUpload, 'path'>> {
  try {
    await mkdir(dirname(place.temporary), { recursive: true });
    const written = await write(stream, place.temporary, limitBytes, signal);
    await appear(place);
    return written;
  } catch (error) {
    stream.destroy();
    await rm(place.temporary, { force: true });
    throw error;
  }
}

async function write(
  stream: Readable,
  file: string,
  limitBytes: number,
  signal?: AbortSignal,
): Promise<Omit<StoredUpload, 'path'>> {
  const handle = await open(file, 'wx', 0o644);
  try {
    const hash = createHash('sha256');
    const meter = { size: 0 };
    await writeFile(handle, metered(stream, hash, meter, limitBytes), { signal });
    await handle.datasync();
    return { size: meter.size, sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}

/** Counts and hashes what passes and stops at the limit. */
async function* metered(
  stream: Readable,
  hash: Hash,
  meter: { size: number },
  limitBytes: number,
): AsyncGenerator<Buffer> {
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    meter.size += chunk.length;
    if (meter.size > limitBytes) throw new FileTooLargeError(limitBytes);
    hash.update(chunk);
    yield chunk;
  }
}

async function appear({ temporary, final }: UploadPlace): Promise<void> {
  await mkdir(dirname(final), { recursive: true });
  try {
    await rename(temporary, final);
  } catch (error) {
    await rmdir(dirname(final));
    throw error;
  }
}

export class FileTooLargeError extends Error {
  constructor(readonly limitBytes: number) {
    super(`a file may have at most ${limitBytes} bytes`);
  }
}

/** Two names of one upload: hidden while it is written, its own directory once it is whole. */
export const uploadPlace = (uploads: string, uploadId: string, fileName: string): UploadPlace => ({
  temporary: join(uploads, INCOMING, uploadId),
  final: join(uploads, uploadId, fileName),
});

/** The name of a new upload's directory: it begins with the API key that it belongs to. */
export const newUploadId = (owner: string | undefined): string =>
  owner === undefined ? uuidv7() : `${owner}${OWNER_END}${uuidv7()}`;

/** The API key that an upload belongs to, null when to none. */
export const ownerOfUpload = (uploadId: string): string | null => {
  const end = uploadId.indexOf(OWNER_END);
  return end < 0 ? null : uploadId.slice(0, end);
};

/** Removes what processes that were killed in the middle of an upload left; gives how many there were. */
export async function removeAbandoned(uploads: string, now = Date.now()): Promise<number> {
  const directory = join(uploads, INCOMING);
  const names = await readdir(directory).catch(() => []);
  let removed = 0;
  for (const file of names.map((name) => join(directory, name))) {
    const facts = await lstat(file).catch(() => undefined);
    if (!facts || now - facts.mtimeMs < ABANDONED_AFTER_MS) continue;
    await rm(file, { force: true });
    removed += 1;
  }
  return removed;
}

/** What the uploads of an API key hold. */
export async function bytesOf(uploads: string, owner: string): Promise<number> {
  const names = await readdir(uploads).catch(() => []);
  let bytes = 0;
  for (const name of names.filter((each) => ownerOfUpload(each) === owner)) {
    const files = await readdir(join(uploads, name)).catch(() => []);
    for (const file of files) bytes += (await lstat(join(uploads, name, file)).catch(() => undefined))?.size ?? 0;
  }
  return bytes;
}

/** Names of the uploads that arrived, and were last used, at least so long ago. */
export async function findOld(uploads: string, ageMs: number, now = Date.now()): Promise<string[]> {
  const names = await readdir(uploads).catch(() => []);
  const old: string[] = [];
  for (const name of names.filter((each) => !each.startsWith('.')))
    if (await isOld(uploads, name, ageMs, now)) old.push(name);
  return old;
}

export async function isOld(uploads: string, uploadId: string, ageMs: number, now = Date.now()): Promise<boolean> {
  const facts = await lstat(join(uploads, uploadId)).catch(() => undefined);
  return facts !== undefined && facts.isDirectory() && now - facts.mtimeMs >= ageMs;
}

/** A use that is younger is not noted again. */
const NOTED_MS = 10_000;

/** Notes the use of an upload, whose time begins anew. */
export async function noteUse(uploads: string, uploadId: string): Promise<void> {
  const directory = join(uploads, uploadId);
  const facts = await lstat(directory).catch(() => undefined);
  if (!facts?.isDirectory() || Date.now() - facts.mtimeMs < NOTED_MS) return;
  const now = new Date();
  // a directory of another system user counts from its arrival
  await utimes(directory, now, now).catch(() => undefined);
}

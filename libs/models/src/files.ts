import { isNativeError } from 'node:util/types';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DiskFullError } from '@switchyard/contracts';
import { WrongContentError } from './model-errors';

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** Size of a file in bytes, 0 where there is none. */
export async function fileBytes(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

/** Bytes of all files below a directory that others may be writing to. */
export async function directoryBytes(directory: string): Promise<number> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const sizes = entries.filter((entry) => entry.isFile()).map((entry) => fileBytes(join(entry.parentPath, entry.name)));
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

export interface Writing {
  /** Bytes that the file may have at most. */
  limit: number;
  /** Bytes that are there already and stay; the stream is appended. */
  from?: number;
  signal: AbortSignal;
  /** Called with the size of the file so far. */
  onBytes: (bytes: number) => void;
}

/**
 * Writes a stream to disk and refuses whatever goes over the limit. Nothing is awaited before `pipeline` listens,
 * since a stream that fails unheard ends the process.
 */
export async function writeStream(stream: Readable, path: string, writing: Writing): Promise<void> {
  let size = writing.from ?? 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > writing.limit) return done(new WrongContentError(`it has more than ${writing.limit} bytes`));
      writing.onBytes(size);
      done(null, chunk);
    },
  });
  const target = createWriteStream(path, { flags: size > 0 ? 'a' : 'w', flush: true });
  await pipeline(stream, counted, target, { signal: writing.signal });
}

export async function ensureSpace(directory: string, needed: number): Promise<void> {
  const { blocks, bavail, bsize } = await statfs(directory);
  const reported = blocks > 0; // some network file systems know no sizes
  if (reported && bavail * bsize < needed) throw new DiskFullError(`${needed} bytes to ${directory}`);
}

/** Whether a full disk is behind an error, its cause, or the output of a command. */
export function isDiskFull(error: unknown): boolean {
  if (!isNativeError(error)) return false;
  if (error instanceof DiskFullError || isErrno(error, 'ENOSPC', 'EDQUOT')) return true;
  return /no space left on device|\bENOSPC\b/i.test(error.message) || isDiskFull(error.cause);
}

/** Errors are recognised by nature, not by class: under Jest those of Node come from another realm. */
export function isErrno(error: unknown, ...codes: string[]): boolean {
  return isNativeError(error) && 'code' in error && codes.includes(String(error.code));
}

import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Model, ModelFile } from './catalogue';
import { isErrno, sha256OfFile } from './files';

export type ModelState = 'present' | 'missing' | 'damaged';

export interface Inspection {
  state: ModelState;
  /** What is wrong, where the state is not `present`. */
  problem?: string;
  bytesOnDisk: number;
}

const STAMP = '.verified.json';
const TICK_MS = 20;
const stampSchema = z.record(z.string(), z.object({ size: z.number(), mtimeNs: z.string(), sha256: z.string() }));
/** What was hashed when; a file whose size and mtime still agree is not hashed again. */
type Stamp = z.infer<typeof stampSchema>;

/**
 * Compares an installed model with the catalogue. Files that the stamp does not vouch for are hashed,
 * all of them where `trustStamp` is false.
 */
export async function inspect(directory: string, model: Model, trustStamp = true): Promise<Inspection> {
  const sizes = await Promise.all(model.files.map((file) => sizeOf(join(directory, file.name))));
  const bytesOnDisk = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  if (sizes.every((size) => size === undefined)) return { state: 'missing', problem: 'it is not here', bytesOnDisk };
  const wrongSize = model.files.map((file, index) => sizeProblem(file, sizes[index])).find(Boolean);
  if (wrongSize) return { state: 'damaged', problem: wrongSize, bytesOnDisk };

  const known = trustStamp ? await readStamp(directory) : {};
  const stamp = await stampOf(directory, model.files, known);
  if (JSON.stringify(stamp) !== JSON.stringify(known)) await writeStampIfWritable(directory, stamp);
  const changed = model.files.find((file) => stamp[file.name]?.sha256 !== file.sha256);
  if (changed) return { state: 'damaged', problem: `${changed.name} does not have its sha256`, bytesOnDisk };
  return { state: 'present', bytesOnDisk };
}

/** Vouches for files whose hashes were just checked. */
export async function writeStampOfVerified(directory: string, files: ModelFile[]): Promise<void> {
  const entries = files.map(async ({ name, sha256 }) => [
    name,
    { ...(await identityOf(join(directory, name))), sha256 },
  ]);
  await writeStamp(directory, Object.fromEntries(await Promise.all(entries)) as Stamp);
}

async function stampOf(directory: string, files: ModelFile[], known: Stamp): Promise<Stamp> {
  const stamp: Stamp = {};
  for (const { name } of files) {
    const path = join(directory, name);
    const identity = await identityOf(path);
    const before = known[name];
    const same = before?.size === identity.size && before.mtimeNs === identity.mtimeNs;
    stamp[name] = { ...identity, sha256: same ? before.sha256 : await sha256OfFile(path) };
  }
  return stamp;
}

/** Waits out the clock tick of a file system, in which a second change would get the same mtime. */
async function identityOf(path: string): Promise<{ size: number; mtimeNs: string }> {
  const { mtimeMs } = await stat(path);
  const age = Date.now() - mtimeMs;
  if (age >= 0 && age < TICK_MS) await pause(TICK_MS - age);
  const { size, mtimeNs } = await stat(path, { bigint: true });
  return { size: Number(size), mtimeNs: String(mtimeNs) };
}

function sizeProblem({ name, bytes }: ModelFile, size: number | undefined): string | undefined {
  if (size === undefined) return `${name} is missing`;
  return size === bytes ? undefined : `${name} has ${size} bytes instead of ${bytes}`;
}

async function sizeOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? found.size : undefined;
}

async function readStamp(directory: string): Promise<Stamp> {
  const text = await readFile(join(directory, STAMP), 'utf8').catch(() => '{}');
  try {
    return stampSchema.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

async function writeStamp(directory: string, stamp: Stamp): Promise<void> {
  const temporary = join(directory, `${STAMP}.${process.pid}`);
  await writeFile(temporary, JSON.stringify(stamp));
  await rename(temporary, join(directory, STAMP));
}

/** Models baked into an image lie on a read-only file system and are hashed at every start. */
async function writeStampIfWritable(directory: string, stamp: Stamp): Promise<void> {
  try {
    await writeStamp(directory, stamp);
  } catch (error) {
    if (!isErrno(error, 'EROFS', 'EACCES', 'EPERM', 'ENOSPC', 'EDQUOT')) throw error;
  }
}

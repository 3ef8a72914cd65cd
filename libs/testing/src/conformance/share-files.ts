import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Every file and every empty directory below a directory, relative to it; nothing where it does not exist. */
export async function filesBelow(directory: string): Promise<string[]> {
  if (!existsSync(directory)) return [];
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => relative(directory, join(entry.parentPath, entry.name)));
  return paths.filter((path) => !paths.some((other) => other.startsWith(`${path}/`))).sort();
}

/** One number for the names and contents of a file or of all files of a directory. */
export async function fingerprint(path: string): Promise<string> {
  const files = (await stat(path)).isDirectory() ? (await filesBelow(path)).map((name) => join(path, name)) : [path];
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(await readFile(file));
  return hash.digest('hex');
}

/** Every `/share/…` path in a value, however deep. */
export function sharePathsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('/share/') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sharePathsIn) : [];
}

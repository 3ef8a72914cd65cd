import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Every file and every empty directory below a directory, relative to it; what vanishes meanwhile is not there. */
export async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries.map(async (entry) => {
      const inside = entry.isDirectory() ? await filesBelow(join(directory, entry.name)) : [];
      return inside.length > 0 ? inside.map((name) => join(entry.name, name)) : [entry.name];
    }),
  );
  return found.flat().sort();
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

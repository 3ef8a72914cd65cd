import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { promisify } from 'node:util';

const DIRECTORY = join(__dirname, '..', '..', '..', '..', '.switchyard', 'test-media');
const run = promisify(execFile);

/**
 * The path of a file or directory that is made once per set of parameters and kept. It comes into being by rename, so that tests that
 * run at the same time may make it twice but never see half of it.
 */
export async function cachedFile(
  name: string,
  parameters: unknown,
  make: (path: string) => Promise<void>,
): Promise<string> {
  const { name: base, ext } = parse(name);
  const hash = createHash('sha256').update(JSON.stringify(parameters)).digest('hex').slice(0, 12);
  const path = join(DIRECTORY, `${base}-${hash}${ext}`);
  if (existsSync(path)) return path;
  await mkdir(DIRECTORY, { recursive: true });
  const making = join(DIRECTORY, `.making-${randomUUID()}${ext}`);
  try {
    await make(making);
    await rename(making, path).catch((error: unknown) => {
      // A directory takes the place of no other one: the test that was first has made it.
      if (!existsSync(path)) throw error;
    });
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return path;
}

/** What an ffmpeg command writes to the path behind its arguments; the arguments are the parameters. */
export const madeByFfmpeg = (name: string, args: readonly string[]): Promise<string> =>
  cachedFile(name, args, (path) => ffmpeg([...args, path]));

export async function ffmpeg(args: readonly string[], cwd?: string): Promise<void> {
  await run('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args], { cwd });
}

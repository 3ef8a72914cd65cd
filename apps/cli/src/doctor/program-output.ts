import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** What a program prints, unless it is missing or fails; those that `make setup` brought go first, as in the development system. */
export async function programOutput(program: string, args: string[]): Promise<string | undefined> {
  const own = join('.switchyard/bin', program);
  const done = promisify(execFile)(existsSync(own) ? resolve(own) : program, args, { timeout: 10_000 });
  return done.then(
    ({ stdout }) => stdout,
    () => undefined,
  );
}

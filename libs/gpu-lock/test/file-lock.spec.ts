import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileLock } from '../src/file-lock';

/** Removes a directory, once, and then locks as flock(1) does. */
function removingOnce(directory: string): string {
  const place = mkdtempSync(join(tmpdir(), 'flock-'));
  const program = join(place, 'flock');
  const mark = join(place, 'done');
  writeFileSync(program, `#!/bin/sh\n[ -e ${mark} ] || { touch ${mark}; rm -r ${directory}; }\nexec flock "$@"\n`);
  chmodSync(program, 0o755);
  return program;
}

describe('FileLock', () => {
  it('is of the file that others find, also when its directory was removed before it was locked', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'lock-'));
    const path = join(directory, 'a.lock');
    const first = await FileLock.tryTake(path, removingOnce(directory));
    expect(first?.isInPlace).toBe(true);
    expect(await FileLock.tryTake(path)).toBeUndefined();
    first?.release();
  });

  it('knows that it keeps no other process out any more when its directory is removed later', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'lock-'));
    const path = join(directory, 'a.lock');
    const first = await FileLock.tryTake(path);
    await FileLock.tryTake(path, removingOnce(directory));
    expect(first?.isInPlace).toBe(false);
    first?.release();
  });
});

import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedFile } from './cached-file';

describe('a directory that two tests make at the same time', () => {
  it('is whole for both', async () => {
    const parameters = randomUUID();
    let begun = 0;
    const make = async (path: string): Promise<void> => {
      begun += 1;
      await mkdir(path);
      await writeFile(join(path, 'a.txt'), parameters);
    };
    const [path, same] = await Promise.all([1, 2].map(() => cachedFile('made-twice', parameters, make)));
    expect(begun).toBe(2);
    expect(path).toBe(same);
    expect(await readdir(path ?? '')).toEqual(['a.txt']);
    await rm(path ?? '', { recursive: true });
  });
});

import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TextField } from '@switchyard/contracts';
import { MAX_JSON_BYTES, readList } from './read-list';

class Named {
  @TextField({ description: 'a name' })
  name!: string;
}

const directory = mkdtempSync(join(tmpdir(), 'switchyard-lists-'));
afterAll(() => rmSync(directory, { recursive: true }));

const path = join(directory, 'list.json');
const read = (text: string): Promise<Named[]> => {
  writeFileSync(path, text);
  return readList({ path, list: 'names', entry: Named, kind: 'a list of names' });
};

describe('a list in a JSON file', () => {
  it('is read without fields that the caller did not ask for', async () => {
    expect(await read('{"names":[{"name":"a","age":1}],"more":2}')).toEqual([{ name: 'a' }]);
    expect(await read('{"names":[]}')).toEqual([]);
  });

  it.each([
    ['text', 'a letter', /^list\.json is not JSON: /],
    ['bottomless', '['.repeat(1000), /^list\.json is nested deeper than 64 levels$/],
    ['another thing', '[1]', /^list\.json is not a list of names: it has no list "names"$/],
    ['a name without a list', '{"names":{}}', /it has no list "names"$/],
    ['an entry that is none', '{"names":[{"name":"a"},7]}', /^list\.json: names\[1\] must be a JSON object$/],
    ['a wrong field', '{"names":[{"name":7}]}', /^list\.json: names\[0\]\.name must be text$/],
  ])('is refused where it is %s', async (_what, text, message) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'INPUT_REJECTED',
      message: expect.stringMatching(message) as string,
    });
  });

  it('is refused before it is read when it is too large', async () => {
    writeFileSync(path, '');
    truncateSync(path, MAX_JSON_BYTES + 1);
    const reading = readList({ path, list: 'names', entry: Named, kind: 'a list of names' });
    await expect(reading).rejects.toMatchObject({
      code: 'INPUT_REJECTED',
      message: `list.json has ${MAX_JSON_BYTES + 1} bytes; at most ${MAX_JSON_BYTES} are read`,
    });
  });
});

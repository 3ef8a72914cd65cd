import { createHash } from 'node:crypto';
import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { modelOf, sha256, Workplace, type Contents } from '../test/model-fixture';
import { RangeServer } from '../test/range-server';
import { ModelPullError, ModelStore, type Model } from '.';

const weights = Buffer.from('the large file');
const settings = Buffer.from('{"small": true}');
const COMMIT = 'c'.repeat(40);
const API = 'api/models/owner/repo/revision/main?blobs=true';
const gitHash = (content: Buffer) =>
  createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');

const siblings = [
  { rfilename: 'model.bin', size: 14, blobId: 'x', lfs: { sha256: sha256(weights), size: weights.length } },
  { rfilename: 'config.json', size: settings.length, blobId: gitHash(settings) },
  { rfilename: 'README.md', size: 3, blobId: 'y' },
];
const model: Model = {
  ...modelOf({}, [], 'whisper-x'),
  aliases: ['x', 'owner/repo'],
  hub: {
    repo: 'owner/repo',
    revision: 'main',
    files: ['model.bin', 'config.json'],
    optional: ['vocab.txt'],
    bytes: 30,
  },
};

let workplace: Workplace;
let contents: Contents;
let server: RangeServer;
let hub: string;
const storeIn = (name: string, mirror?: string) =>
  new ModelStore({ modelsDir: workplace.at(name), catalogue: [model], hub, mirror });

beforeEach(async () => {
  workplace = await Workplace.open();
  contents = {
    [API]: Buffer.from(JSON.stringify({ sha: COMMIT, siblings })),
    [`owner/repo/resolve/${COMMIT}/model.bin`]: weights,
    [`owner/repo/resolve/${COMMIT}/config.json`]: settings,
  };
  server = new RangeServer(contents);
  hub = await server.start();
});
afterEach(async () => {
  await server.stop();
  await workplace.cleanUp();
});

describe('a model whose digests only a hub knows', () => {
  it('is fetched at the commit and by the digests that the hub states', async () => {
    const store = storeIn('models');
    const directory = await store.pull('x');
    expect(await readFile(join(directory, 'model.bin'))).toEqual(weights);
    expect(await readFile(join(directory, 'config.json'))).toEqual(settings);
    expect(await store.path('owner/repo')).toBe(directory);
    expect((await store.list())[0]).toMatchObject({ state: 'present', bytes: weights.length + settings.length });
  });

  it('has the same digests ever after, also when it was removed', async () => {
    const store = storeIn('models');
    await store.pull('x');
    await store.remove('x');
    contents[`owner/repo/resolve/${COMMIT}/model.bin`] = Buffer.from('another file!!');
    await expect(store.pull('x')).rejects.toThrow(`model.bin has sha256`);
    expect(server.requests.filter(({ url }) => url.startsWith('/api'))).toHaveLength(1);
  });

  it('is missing, of about its size, before it was pulled', async () => {
    expect((await storeIn('models').list())[0]).toMatchObject({ state: 'missing', bytes: 30 });
    await expect(storeIn('models').path('x')).rejects.toThrow('npx switchyard models pull x');
  });

  it('is refused when a large file is not what the hub stated', async () => {
    contents[`owner/repo/resolve/${COMMIT}/model.bin`] = Buffer.from('the small file');
    await expect(storeIn('models').pull('x')).rejects.toThrow(ModelPullError);
  });

  it('is refused when a small file does not have its git hash', async () => {
    contents[`owner/repo/resolve/${COMMIT}/config.json`] = Buffer.from('{"small": null}');
    await expect(storeIn('models').pull('x')).rejects.toThrow(`has git hash`);
  });

  it('comes from a mirror with the digests that the mirror has', async () => {
    await storeIn('models').pull('x');
    await cp(workplace.at('models'), workplace.at('mirror'), { recursive: true });
    await server.stop();
    const copy = storeIn('copy', workplace.at('mirror'));
    expect(await copy.path(await copy.pull('x').then(() => 'x'))).toBe(workplace.at('copy/whisper-x'));
    await rm(workplace.at('copy/whisper-x/config.json'));
    expect((await copy.list())[0]).toMatchObject({ state: 'damaged', problem: 'config.json is missing' });
  });

  it('names the hub when it does not answer', async () => {
    await server.stop();
    await expect(storeIn('models').pull('x')).rejects.toMatchObject({
      failures: [{ source: `${hub}owner/repo`, reason: expect.stringContaining('ECONNREFUSED') }],
    });
  });
});

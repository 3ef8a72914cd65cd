import { randomBytes } from 'node:crypto';
import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { modelOf, samePlaces, sha256, Workplace } from '../../test/model-fixture';
import { RangeServer } from '../../test/range-server';
import { ModelStore, type Source } from '..';
import { fileBytes } from '../files';

const weights = randomBytes(600_000);
const contents = { 'weights.onnx': weights };
let workplace: Workplace;
let server: RangeServer;
let source: Source;
let store: ModelStore;

beforeEach(async () => {
  workplace = await Workplace.open();
  server = new RangeServer(contents);
  source = { kind: 'https', base: await server.start(), files: samePlaces(contents) };
  store = new ModelStore({ modelsDir: workplace.at('models'), catalogue: [modelOf(contents, [source])] });
});
afterEach(async () => {
  await server.stop();
  await workplace.cleanUp();
});

const pulled = async () => sha256(await readFile(join(await store.pull('tiny'), 'weights.onnx')));

async function leavePart(content: Buffer): Promise<void> {
  const parts = workplace.at('models/.staging/tiny/parts');
  await mkdir(parts, { recursive: true });
  await writeFile(join(parts, 'weights.onnx'), content);
}

/** Until so much of the file lies on disk: what was under way when a connection broke is not kept. */
const onDisk = (bytes: number) => async (): Promise<void> => {
  while ((await fileBytes(workplace.at('models/.staging/tiny/parts/weights.onnx'))) < bytes) await pause(5);
};

describe('a download', () => {
  it('goes on where the connection was cut', async () => {
    server.behaviours.push({ cutAfter: 250_000, when: onDisk(250_000) }, { cutAfter: 100_000, when: onDisk(350_000) });
    expect(await pulled()).toBe(sha256(weights));
    expect(server.requests.map(({ range }) => range)).toEqual([undefined, 'bytes=250000-', 'bytes=350000-']);
  });

  it('goes on where an earlier process stopped', async () => {
    await leavePart(weights.subarray(0, 400_000));
    expect(await pulled()).toBe(sha256(weights));
    expect(server.requests).toEqual([{ url: '/weights.onnx', range: 'bytes=400000-' }]);
  });

  it('goes on after it was aborted', async () => {
    server.behaviours.push({ stallAfter: 300_000 });
    const abort = new AbortController();
    const pulling = store.pull('tiny', { signal: abort.signal });
    void onDisk(300_000)().then(() => abort.abort());
    await expect(pulling).rejects.toMatchObject({ name: 'AbortError' });
    expect(await pulled()).toBe(sha256(weights));
    expect(server.requests[1]?.range).toBe('bytes=300000-');
  });

  it('starts again when the part on disk was of something else', async () => {
    await leavePart(Buffer.alloc(400_000));
    expect(await pulled()).toBe(sha256(weights));
    expect(server.requests.map(({ range }) => range)).toEqual(['bytes=400000-', undefined]);
  });

  it('starts again where the server knows no ranges', async () => {
    server.supportsRange = false;
    await leavePart(weights.subarray(0, 400_000));
    expect(await pulled()).toBe(sha256(weights));
  });

  it('is tried again after a server error', async () => {
    server.behaviours.push({ status: 503 });
    expect(await pulled()).toBe(sha256(weights));
  });

  it('takes a refusal for an answer', async () => {
    server.behaviours.push({ status: 403 });
    await expect(store.pull('tiny')).rejects.toThrow(/403 Forbidden from http/);
    expect(server.requests).toHaveLength(1);
  });

  it('is not begun when the server has another size', async () => {
    const other = modelOf({ 'weights.onnx': Buffer.alloc(10) }, [source]);
    store = new ModelStore({ modelsDir: workplace.at('models'), catalogue: [other] });
    await expect(store.pull('tiny')).rejects.toThrow('the server has 600000 bytes instead of 10');
  });

  it('falls back to the next source, with the bytes that it has', async () => {
    const gone: Source = {
      kind: 'https',
      base: new URL('gone/', 'base' in source ? source.base : '').href,
      files: samePlaces(contents),
    };
    const catalogue = [modelOf(contents, [gone, source])];
    store = new ModelStore({ modelsDir: workplace.at('models'), catalogue });
    expect(await pulled()).toBe(sha256(weights));
  });

  it('comes from a mirror by http', async () => {
    const mirrored = new RangeServer({ 'tiny/weights.onnx': weights });
    const catalogue = [modelOf(contents, [])];
    store = new ModelStore({ modelsDir: workplace.at('models'), catalogue, mirror: await mirrored.start() });
    expect(await pulled()).toBe(sha256(weights));
    await mirrored.stop();
  });
});

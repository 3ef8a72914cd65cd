import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { modelOf, samePlaces, someContents, Workplace } from '../test/model-fixture';
import { RangeServer } from '../test/range-server';
import { ModelStore, type Model } from '.';

const ROOT = join(__dirname, '../../..');
const contents = someContents();
let workplace: Workplace;
let server: RangeServer;
let model: Model;
let store: ModelStore;

beforeEach(async () => {
  workplace = await Workplace.open();
  server = new RangeServer(contents);
  model = modelOf(contents, [{ kind: 'https', base: await server.start(), files: samePlaces(contents) }]);
  store = new ModelStore({ modelsDir: workplace.at('models'), catalogue: [model] });
});
afterEach(async () => {
  await server.stop();
  await workplace.cleanUp();
});

function startPuller(): ChildProcess {
  const args = ['-r', '@swc-node/register', join(ROOT, 'libs/models/test/puller.ts'), workplace.at('models')];
  const env = { ...process.env, TS_NODE_PROJECT: join(ROOT, 'tsconfig.base.json') };
  return spawn(process.execPath, [...args, JSON.stringify(model)], {
    cwd: ROOT,
    env,
    stdio: 'inherit',
  });
}

async function untilBytesAreOnDisk(): Promise<void> {
  const part = workplace.at('models/.staging/tiny/parts/weights.onnx');
  while (((await stat(part).catch(() => undefined))?.size ?? 0) === 0) await pause(20);
}

describe('processes that pull the same model', () => {
  it('share one download', async () => {
    const pulls = [startPuller(), startPuller()].map((puller) => once(puller, 'exit'));
    await Promise.all([store.pull('tiny'), ...pulls]);
    expect(server.requests.map(({ url }) => url)).toEqual(['/weights.onnx', '/dictionary.txt']);
    expect(await store.path('tiny')).toBe(workplace.at('models/tiny'));
  });

  it('take over from one that was killed, with the bytes that it got', async () => {
    server.behaviours.push({ stallAfter: 200_000 });
    const puller = startPuller();
    await untilBytesAreOnDisk();
    const exit = once(puller, 'exit');
    puller.kill('SIGKILL');
    await exit;
    const said: string[] = [];
    await store.pull('tiny', { onProgress: (_done, _total, what) => said.push(what) });
    expect(said[0]).toBe('waiting for another process that pulls this model');
    expect(server.requests[1]?.range).toMatch(/^bytes=[1-9]\d*-$/);
    expect(await store.path('tiny')).toBe(workplace.at('models/tiny'));
  });
});

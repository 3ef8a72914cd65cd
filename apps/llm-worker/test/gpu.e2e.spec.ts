import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestSystem, waitFor } from '@switchyard/testing';
import { withSmallModel } from './models';
import { ProviderServer } from './provider-server';

const TEST_MS = 120_000;

describe('a language model with a simulated GPU', () => {
  let server: ProviderServer;
  let system: TestSystem;
  const gates = mkdtempSync(join(tmpdir(), 'switchyard-gates-'));

  beforeAll(async () => {
    server = await ProviderServer.start();
    const gpu = { GPU_SIMULATE: '1', GPU_GATE_DIR: gates };
    system = await TestSystem.start(['llm'], { ...(await withSmallModel()), ...server.settings, ...gpu });
  }, TEST_MS);
  afterAll(async () => {
    await system.stop();
    await server.stop();
    rmSync(gates, { recursive: true });
  });

  const talk = (more: object) =>
    system.api.start('llm.chat', { messages: [{ role: 'user', content: 'Hello' }], max_tokens: 8, ...more });
  const outputOf = async (id: string): Promise<object> => {
    expect(await system.api.untilFinal(id, TEST_MS)).toMatchObject({ status: 'succeeded', attempt: 1 });
    return (await system.api.stage(id)).output as object;
  };

  it(
    'answers under a lease, unless it is to do without or a server answers',
    async () => {
      const asked = [{}, { device: 'cpu' }, { provider: 'test', model: 'shout' }];
      const ids = await Promise.all(asked.map((more) => talk(more)));
      const [leased, onCpu, server] = await Promise.all(ids.map((id) => outputOf(id)));
      expect(leased).toMatchObject({ provider: 'local', device: 'cpu (simulated gpu)', degraded: [] });
      expect(onCpu).toMatchObject({ provider: 'local', device: 'cpu', degraded: [] });
      expect(server).toMatchObject({ provider: 'test', device: 'cpu', degraded: [] });
    },
    TEST_MS,
  );

  it(
    'is left alone by a worker whose tasks are done by a server unless they say otherwise',
    async () => {
      const worker = system.startWorker('llm', { LLM_PROVIDER: 'test' });
      await waitFor('a ready worker', () => worker.log.includes('worker.ready'));
      expect(worker.log).not.toContain('gpu.ready');
      expect(system.processes.filter(({ log }) => log.includes('gpu.ready'))).toHaveLength(1);
    },
    TEST_MS,
  );
});

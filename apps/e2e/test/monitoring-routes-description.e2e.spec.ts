import { join } from 'node:path';
import { GpuLockManager, GpuLockSettings } from '@switchyard/gpu-lock';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TestSystem, waitFor } from '@switchyard/testing';
import { OpenApi, type OpenApiDocument } from './open-api';

const ROOT = '/api/v1/monitoring';
const DEVICE = { id: '0', gpu: '0', uuid: 'GPU-described', name: 'test', memoryMb: 1, simulated: true };

describe('the description of the monitoring routes', () => {
  let system: TestSystem;
  let redis: RedisConnection;
  let manager: GpuLockManager;
  let described: OpenApi;

  beforeAll(async () => {
    system = await TestSystem.start([], { HEARTBEAT_TIMEOUT: '1' });
    described = new OpenApi((await system.api.request<OpenApiDocument>('GET', '/docs-json')).body);
    redis = new RedisConnection(system.redis.url, 'patient');
    manager = new GpuLockManager({
      ...{ redis, keys: new Keys(), worker: 'w', devices: [DEVICE] },
      engines: { loaded: () => false, end: async () => undefined },
      settings: Object.assign(new GpuLockSettings(), { gpuGateDir: join(system.directory, 'gates') }),
      log: { info: () => undefined, warn: () => undefined },
    });
    await manager.start();
  }, 60_000);
  afterAll(async () => {
    await manager.close();
    redis.close();
    await system.stop();
  });

  const call = async <T = object>(method: string, path: string, body?: object): Promise<T> => {
    const reply = await system.api.request<T>(method, ROOT + path, body);
    described.compare(method, ROOT + path, reply.body);
    return reply.body;
  };
  const callAll = async (...calls: [method: string, path: string, body?: object][]): Promise<void> => {
    for (const [method, path, body] of calls) await call(method, path, body);
  };
  /** One task has the GPU, another one waits for it. */
  const useGpu = async (): Promise<() => Promise<void>> => {
    const lease = await manager.request({ taskId: 'holds', taskName: 'demo.run', number: 1 });
    const wait = new AbortController();
    const waits = manager.request({ taskId: 'waits', taskName: 'demo.run', number: 2, signal: wait.signal });
    await waitFor('a waiter', async () => (await call<{ waiters: object[] }>('GET', '/gpu-lock/status')).waiters[0]);
    return async () => {
      wait.abort();
      await waits.catch(() => undefined);
      await manager.release(lease);
    };
  };
  const heartbeats = () => call<{ orphaned_tasks: object[] }>('GET', '/heartbeat/all');

  it('has exactly the fields of their replies, of GPUs in use and of tasks alive, late and dead', async () => {
    const endUse = await useGpu();
    await callAll(['GET', '/gpu-lock/health'], ['POST', '/lock/release', { lock_key: 'gpu_lock:none' }]);
    await endUse();
    await callAll(['POST', '/monitor/stop'], ['POST', '/heartbeat/task/late/start']);
    await waitFor('a late task', async () => (await heartbeats()).orphaned_tasks[0]);
    const check = () => call<{ actions_taken: object[] }>('POST', '/timeout/check');
    await waitFor('its end', async () => (await check()).actions_taken[0]);
    await callAll(
      ['PUT', '/timeout/config', { task_heartbeat_timeout: 600 }],
      ['POST', '/heartbeat/task/alive/start'],
      ['GET', '/heartbeat/all'],
      ['GET', '/heartbeat/task/alive'],
      ['DELETE', '/heartbeat/task/alive'],
      ['GET', '/heartbeat/task/alive'],
      ['GET', '/timeout/status'],
      ['POST', '/heartbeat/cleanup'],
      ['GET', '/timeout/config'],
      ['PUT', '/timeout/config', { max_retry_attempts: 3 }],
      ['POST', '/monitor/start'],
      ['GET', '/monitor/status'],
      ['GET', '/monitor/health'],
      ['GET', '/statistics'],
      ['GET', '/health'],
    );
    expect(described.differences).toEqual([]);
    expect([...described.asked].sort()).toEqual(described.operations(ROOT).sort());
    expect(described.asked.size).toBe(18);
    const inLists = ['GpuAction', 'GpuWaiter', 'ActiveTask', 'ShownDeadTask', 'OrphanedTask', 'ShownAction'];
    expect(inLists.filter((name) => !described.seen.has(name))).toEqual([]);
  }, 60_000);
});

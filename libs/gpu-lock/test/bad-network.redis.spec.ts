import { setTimeout as pause } from 'node:timers/promises';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TcpProxy, TestRedis, type ProxyFault } from '@switchyard/testing';
import { GpuLockReader } from '../src/gpu-lock-reader';
import { running, startManager } from './fixtures/managers';

jest.setTimeout(60_000);

/** Of the holder: a lease of 3 s that is renewed every 0.3 s. */
const TTL_MS = running().gpuLockTtl * 1000;

describe('a lease over a bad network', () => {
  let redis: TestRedis;
  let direct: RedisConnection;
  let runs = 0;

  beforeAll(async () => {
    redis = await TestRedis.start();
    direct = new RedisConnection(redis.url, 'patient');
  });
  afterAll(async () => {
    direct.close();
    await redis.stop();
  });

  const task = (taskId: string) => ({ taskId, taskName: 'demo.run', number: (runs += 1) });
  /** A holder of the GPU behind a proxy, and what Redis says of the lock. */
  const holder = async () => {
    const keys = new Keys(`n${(runs += 1)}:`);
    const proxy = await TcpProxy.start(redis.port);
    const worker = await startManager(`redis://127.0.0.1:${proxy.port}`, keys, { settings: running() });
    const lease = await worker.manager.request(task('first'));
    const status = () => new GpuLockReader(direct.client, keys).status('gpu_lock:0');
    const stop = async (): Promise<void> => {
      await worker.stop();
      await proxy.stop();
    };
    return { ...worker, proxy, lease, status, stop };
  };

  const suffers = async (fault: ProxyFault): Promise<void> => {
    const { manager, proxy, lease, stop } = await holder();
    const lost = new Promise((resolve) => lease.signal.addEventListener('abort', resolve, { once: true }));
    proxy.inflict(fault);
    await lost;
    expect(lease.signal.reason).toMatchObject({ code: 'GPU_LEASE_LOST', reason: 'deadline' });
    await manager.release(lease);
    const again = await manager.request(task('second'));
    expect(again.fence).toBeGreaterThan(lease.fence);
    await manager.release(again);
    await stop();
  };

  it('ends at its holder by itself when no reply comes, and the next one follows over a new connection', async () => {
    await Promise.all((['swallow', 'stall'] as const).map(suffers));
  });

  it('is kept while connections are cut again and again', async () => {
    const { manager, proxy, lease, status, stop } = await holder();
    for (let passedMs = 0; passedMs < 2 * TTL_MS; passedMs += TTL_MS / 3) {
      proxy.cut();
      await pause(TTL_MS / 3);
    }
    expect(lease.isLost).toBe(false);
    expect(await status()).toMatchObject({ state: 'held', lease: { fence: lease.fence } });
    await manager.release(lease);
    await stop();
  });
});

import { Keys, RedisConnection } from '@switchyard/redis';
import { TestRedis } from '@switchyard/testing';
import { GpuLockReader } from '../src/gpu-lock-reader';
import { lockTimes } from '../src/gpu-lock-settings';
import { LockScripts } from '../src/lock-scripts';
import { shortTimes } from './fixtures/managers';

describe('GpuLockReader', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let scripts: LockScripts;
  let reader: GpuLockReader;
  let runs = 0;

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
  });

  afterAll(async () => {
    connection.close();
    await redis.stop();
  });

  beforeEach(() => {
    const keys = new Keys(`r${(runs += 1)}:`);
    scripts = new LockScripts(connection.client, keys, lockTimes(shortTimes()));
    reader = new GpuLockReader(connection.client, keys);
  });

  const enqueue = (number: number) =>
    scripts.enqueue('0', {
      taskId: `t${number}`,
      taskName: 'demo.run',
      worker: `w${number}`,
      token: `x${number}`,
      number,
      hardLimitMs: 5000,
    });

  it('shows an unknown lock as free, without statistics', async () => {
    expect(await reader.status('gpu_lock:host-z:7')).toMatchObject({
      lockKey: 'gpu_lock:host-z:7',
      state: 'free',
      lease: null,
      waiting: 0,
      waiters: [],
      history: [],
      statistics: { attempts: 0, successes: 0, timeouts: 0, failures: 0, holdMs: 0, waitMs: 0 },
    });
    expect(await reader.all()).toEqual([]);
  });

  it('shows who has the GPU and who waits for it, in order', async () => {
    await enqueue(1);
    await enqueue(3);
    await enqueue(2);
    const status = await reader.status('gpu_lock:0');
    expect(status).toMatchObject({
      state: 'held',
      waiting: 2,
      lease: { taskName: 'demo.run', taskId: 't1', worker: 'w1', hardLimitMs: 5000 },
      waiters: [
        { taskId: 't2', taskName: 'demo.run', worker: 'w2', position: 1 },
        { taskId: 't3', position: 2 },
      ],
    });
    expect(status.lease?.fence).toBeGreaterThanOrEqual(status.lease?.acquiredAt ?? Infinity);
    expect(status.lease?.remainingMs).toBeGreaterThan(1000);
    expect(status.lease?.remainingMs).toBeLessThanOrEqual(1500);
  });

  it('shows what happened, newest first, and keeps a hundred entries', async () => {
    for (let number = 1; number <= 60; number++) {
      const standing = await enqueue(number);
      if (standing.outcome === 'granted')
        await scripts.release({ gpu: '0', token: `x${number}`, fence: standing.fence }, 'free');
    }
    const { history, statistics } = await reader.status('gpu_lock:0');
    expect(history).toHaveLength(100);
    expect(history.slice(0, 2)).toMatchObject([
      { action: 'release', task_id: 't60', task_name: 'demo.run', success: true, worker: 'w60' },
      { action: 'acquire', task_id: 't60', success: true },
    ]);
    expect(statistics).toMatchObject({ attempts: 60, successes: 60, holds: 60, waits: 60 });
  });

  it('refuses what is no lock key', async () => {
    await expect(reader.status('task:1')).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  });
});

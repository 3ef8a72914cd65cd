import { Keys, RedisConnection } from '@switchyard/redis';
import { TestRedis } from '@switchyard/testing';
import { GpuLockReader } from '../src/gpu-lock-reader';
import { lockTimes } from '../src/gpu-lock-settings';
import { LockScripts } from '../src/lock-scripts';
import { lasting, shortTimes } from './fixtures/managers';
import { luaVariant } from './lua-variant';

describe('GpuLockReader', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let keys: Keys;
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
    keys = new Keys(`r${(runs += 1)}:`);
    scripts = new LockScripts(connection.client, keys, lockTimes(lasting()));
    reader = new GpuLockReader(connection.client, keys);
  });

  const waiter = (number: number) => ({
    taskId: `t${number}`,
    taskName: 'demo.run',
    worker: `w${number}`,
    token: `x${number}`,
    number,
    hardLimitMs: 5000,
  });
  const enqueue = (number: number) => scripts.enqueue('0', waiter(number));

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
    expect(status.lease?.remainingMs).toBeGreaterThan(20_000);
    expect(status.lease?.remainingMs).toBeLessThanOrEqual(30_000);
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

  describe('of the last hour', () => {
    const HOUR = 3_600_000;
    /** Tasks one after the other, each of which holds the GPU for a while, up to now. */
    const work = async ({ everyMs, heldMs, lastingMs }: { everyMs: number; heldMs: number; lastingMs: number }) => {
      const shifted = new LockScripts(connection.client, keys, lockTimes(shortTimes()), luaVariant());
      const at = (ms: number) => connection.client.set(`${keys.gpuLock('0')}:test_now`, ms);
      const from = Date.now() - HOUR;
      let number = 0;
      for (let begin = from + HOUR - lastingMs; begin + everyMs <= from + HOUR; begin += everyMs) {
        const token = `x${(number += 1)}`;
        await at(begin);
        const standing = await shifted.enqueue('0', { ...waiter(number), token });
        await at(begin + heldMs);
        if (standing.outcome === 'granted') await shifted.release({ gpu: '0', token, fence: standing.fence }, 'free');
      }
    };
    const heldShare = async () => (await reader.status('gpu_lock:0')).heldShare;

    it.each([
      ['is held by short tasks without a gap', { everyMs: 20_000, heldMs: 18_000, lastingMs: HOUR }, 0.9],
      ['was held by short tasks for a few minutes', { everyMs: 2000, heldMs: 1900, lastingMs: 120_000 }, 114 / 3600],
      ['is held by one long task', { everyMs: 2 * HOUR, heldMs: 2 * HOUR, lastingMs: 2 * HOUR }, 1],
      ['is free most of the time', { everyMs: 600_000, heldMs: 60_000, lastingMs: HOUR }, 0.1],
    ])('knows that a GPU %s', async (_how, load, share) => {
      await work(load);
      expect(Math.abs((await heldShare()) - share)).toBeLessThan(0.03);
    });

    it('keeps no more than that hour', async () => {
      await work({ everyMs: 60_000, heldMs: 30_000, lastingMs: 4 * HOUR });
      const minutes = Object.keys(await connection.client.hgetall(keys.gpuLockPart('0', 'stats'))).filter((field) =>
        field.startsWith('taken:'),
      );
      expect(minutes.length).toBeGreaterThanOrEqual(60);
      expect(minutes.length).toBeLessThanOrEqual(62);
    });

    it('counts a lost lease until its GPU can be had again', async () => {
      const shifted = new LockScripts(connection.client, keys, lockTimes(shortTimes()), luaVariant());
      const at = (minutesAgo: number) =>
        connection.client.set(`${keys.gpuLock('0')}:test_now`, Date.now() - minutesAgo * 60_000);
      await at(40);
      const standing = await shifted.enqueue('0', waiter(1));
      const fence = standing.outcome === 'granted' ? standing.fence : 0;
      await at(30);
      await shifted.revoke('0', fence, 'revoke');
      expect(Math.abs((await heldShare()) - 40 / 60)).toBeLessThan(0.03);
      await at(10);
      await shifted.confirm('0', fence, 'attempt', 'engine');
      expect(Math.abs((await heldShare()) - 30 / 60)).toBeLessThan(0.03);
    });
  });

  it('refuses what is no lock key', async () => {
    await expect(reader.status('task:1')).rejects.toThrow(/task:1 must be of the form gpu_lock:0/);
  });
});

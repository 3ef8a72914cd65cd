import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GpuLockManager, GpuLockSettings, type GpuLease } from '@switchyard/gpu-lock';
import { RedisConnection } from '@switchyard/redis';
import type { StoredTask } from '@switchyard/task-store';
import { waitFor } from '@switchyard/testing';
import { RECOVER, World } from '../../test/world';
import { GpuLocks } from './gpu-locks.check';

const LOCK = 'gpu_lock:0';
const DEVICE = { id: '0', gpu: '0', uuid: 'GPU-test', name: 'test', memoryMb: 1, simulated: true };

jest.setTimeout(60_000);

/** The leases are real; the workers are managers in this process, and one of them is cut off from Redis. */
describe('leases whose holder is gone', () => {
  let world: World;
  let gates: string;
  let settings: GpuLockSettings;
  let connections: RedisConnection[];
  let managers: GpuLockManager[];

  beforeAll(async () => {
    world = await World.start();
    gates = mkdtempSync(join(tmpdir(), 'switchyard-gates-'));
  });
  afterAll(async () => {
    await world.stop();
    rmSync(gates, { recursive: true });
  });
  beforeEach(() => {
    settings = Object.assign(new GpuLockSettings(), {
      gpuGateDir: gates,
      gpuLockTtl: 1.2,
      gpuLockRenewInterval: 0.3,
      gpuLockPollInterval: 0.1,
      gpuLockMaxPollInterval: 0.4,
      gpuLockQuarantineTtl: 30,
    });
    connections = [];
    managers = [];
    world.fresh(settings);
  });
  afterEach(async () => {
    await Promise.all(managers.map((manager) => manager.close().catch(() => undefined)));
    for (const connection of connections) connection.close();
  });

  const worker = async (name: string): Promise<{ manager: GpuLockManager; cutOff: () => void }> => {
    const redis = new RedisConnection(world.redis.url, 'fail-fast');
    await redis.ready();
    const log = { info: () => undefined, warn: () => undefined };
    const engines = { loaded: () => false, end: () => Promise.resolve() };
    const manager = new GpuLockManager({
      redis,
      keys: world.store.keys,
      worker: name,
      devices: [DEVICE],
      engines,
      settings,
      log,
    });
    await manager.start();
    connections.push(redis);
    managers.push(manager);
    return { manager, cutOff: () => redis.close() };
  };
  const check = () => new GpuLocks(world.locks, world.control, world.store, world.recovery());
  const status = () => world.locks.status(LOCK);
  /** A task of a worker that has the GPU. */
  const atWork = async (name: string) => {
    const { manager, cutOff } = await worker(name);
    await world.create('film');
    const lease: GpuLease = await manager.request({ taskId: 'film', taskName: 'demo.run', number: 1 });
    return { manager, cutOff, lease, task: await world.take(name) };
  };
  /** Checks as the monitor does, until nothing more is to be seen of the lease. */
  const untilFree = async (): Promise<{ timeouts: number; released: number }> => {
    const one = check();
    const sum = { timeouts: 0, released: 0 };
    await waitFor('the GPU', async () => {
      const { timeouts = 0, released = 0 } = await one.run(RECOVER);
      sum.timeouts += timeouts;
      sum.released += released;
      return (await status()).state === 'free';
    });
    return sum;
  };

  it('are passed on after the attempt is fenced off and another worker of the host has cleared the gate', async () => {
    const { cutOff, task } = await atWork('dead');
    await worker('neighbour');
    cutOff();
    expect(await untilFree()).toMatchObject({ timeouts: 1 });
    const after = await world.store.read.get('film');
    expect(after).toMatchObject({ status: 'queued', error: { code: 'WORKER_LOST' } });
    expect(after?.fence).toBeGreaterThan(task.fence);
    expect(await world.complete(task, 'dead')).toBe('lost');
    expect((await status()).history.map(({ action }) => action)).toEqual(['confirm', 'expire', 'acquire']);
  });

  it('stay in quarantine while nobody says that the engine is gone', async () => {
    const { cutOff } = await atWork('dead');
    cutOff();
    const one = check();
    await waitFor('the end of the attempt', async () => {
      await one.run(RECOVER);
      return (await world.store.read.get('film'))?.status === 'queued';
    });
    await one.run(RECOVER);
    expect(await status()).toMatchObject({ state: 'quarantined', lease: { taskId: 'film' } });
  });

  it('are taken away when their attempt was fenced off long ago', async () => {
    const { task, lease } = await atWork('slow');
    await world.silence('film');
    await world.store.transitions.orphan(task, 'test');
    await held(20_000);
    await check().run(RECOVER);
    await waitFor('the holder to hear it', () => lease.isLost);
  });

  it('are taken away when their task is over', async () => {
    const { task, lease } = await atWork('forgetful');
    await world.complete(task, 'forgetful');
    await held(20_000);
    await world.store.redis.hset(world.store.keys.task('film'), 'completed_at', Date.now() - 20_000);
    await check().run(RECOVER);
    await waitFor('the holder to hear it', () => lease.isLost);
  });

  it('are left alone while their task runs', async () => {
    const { lease, manager } = await atWork('fine');
    await held(20_000);
    for (let n = 0; n < 4; n += 1) {
      expect(await check().run(RECOVER)).toMatchObject({ timeouts: 0, released: 0, locks: [LOCK] });
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect([lease.isLost, (await status()).state]).toEqual([false, 'held']);
    await manager.release(lease);
  });

  it('are looked at again before they can end, and not at all while the GPU is free', async () => {
    const one = check();
    await worker('idle');
    await one.run(RECOVER);
    expect(await one.nextInMs()).toBeUndefined();
    await atWork('fine');
    await one.run(RECOVER);
    expect(await one.nextInMs()).toBeLessThanOrEqual(world.control.times.maxPollMs);
  });

  /** As if the lease had been taken so long ago. */
  const held = async (agoMs: number): Promise<void> => {
    const { redis, keys } = world.store;
    await redis.hset(keys.gpuLock('0'), 'acquired_at', Date.now() - agoMs);
    const task: StoredTask | null = await world.store.read.get('film');
    if (task?.status === 'running') await redis.hset(keys.task('film'), 'started_at', Date.now() - agoMs + 1);
  };
});

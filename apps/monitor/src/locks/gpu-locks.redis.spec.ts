import type { StoredTask } from '@switchyard/task-store';
import { waitFor } from '@switchyard/testing';
import { GpuWorkers, LOCK } from '../../test/gpu-workers';
import { LOOK, RECOVER, World } from '../../test/world';
import { GpuLocks } from './gpu-locks.check';

jest.setTimeout(60_000);

/** The leases are real; the workers are managers in this process, and one of them is cut off from Redis. */
describe('leases whose holder is gone', () => {
  let world: World;
  let workers: GpuWorkers;

  beforeAll(async () => (world = await World.start()));
  afterAll(() => world.stop());
  beforeEach(() => (workers = new GpuWorkers(world)));
  afterEach(() => workers.stop());

  const check = () => new GpuLocks(world.locks, world.control, world.store, world.recovery());
  const status = () => world.locks.status(LOCK);
  /** Checks as the monitor does, until the end of a lease is counted. */
  const untilReleased = async (): Promise<{ timeouts: number; released: number }> => {
    const one = check();
    const sum = { timeouts: 0, released: 0 };
    await waitFor('the GPU', async () => {
      const { timeouts = 0, released = 0 } = await one.run(RECOVER);
      sum.timeouts += timeouts;
      sum.released += released;
      return sum.released > 0;
    });
    expect((await status()).state).toBe('free');
    return sum;
  };

  it('are passed on after the attempt is fenced off and another worker of the host has cleared the gate', async () => {
    const { cutOff, task } = await workers.atWork('dead');
    await workers.start('neighbour');
    cutOff();
    expect(await untilReleased()).toEqual({ timeouts: 1, released: 1 });
    const after = await world.store.read.get('film');
    expect(after).toMatchObject({ status: 'queued', error: { code: 'WORKER_LOST' } });
    expect(after?.fence).toBeGreaterThan(task.fence);
    expect(await world.complete(task, 'dead')).toBe('lost');
    expect((await status()).history.map(({ action }) => action)).toEqual(['confirm', 'expire', 'acquire']);
  });

  it('stay in quarantine while no process confirms that the engine is gone', async () => {
    const { cutOff } = await workers.atWork('dead');
    cutOff();
    const one = check();
    await waitFor('the end of the attempt', async () => {
      await one.run(RECOVER);
      return (await world.store.read.get('film'))?.status === 'queued';
    });
    await one.run(RECOVER);
    expect(await status()).toMatchObject({ state: 'quarantined', lease: { taskId: 'film' } });
  });

  it('count as released once, also when their engine is confirmed gone last', async () => {
    const { cutOff, lease } = await workers.atWork('dead');
    cutOff();
    await workers.untilLost();
    const one = check();
    expect(await one.run(RECOVER)).toMatchObject({ timeouts: 1, recovered: 1, released: 0 });
    expect(await world.control.confirm(LOCK, lease.fence, 'engine')).toBe('freed');
    expect(await one.run(RECOVER)).toMatchObject({
      timeouts: 0,
      released: 1,
      actions: [{ action: 'force_release_gpu_lock', task_id: 'film' }],
    });
    expect(await one.run(RECOVER)).toMatchObject({ released: 0, actions: [] });
  });

  it('are counted and told once where nothing is to be recovered, and shown as long as they are late', async () => {
    const { cutOff } = await workers.atWork('dead');
    cutOff();
    await workers.untilLost();
    const one = check();
    const told = { action: 'log_timeout_event', task_id: 'film', result: `${LOCK} was lost: expire` };
    expect(await one.run(LOOK)).toMatchObject({ late: 1, timeouts: 1, actions: [told] });
    expect(await one.run(LOOK)).toMatchObject({ late: 1, timeouts: 0, actions: [] });
    expect(await world.store.read.get('film')).toMatchObject({ status: 'running' });
    expect(await one.run(RECOVER)).toMatchObject({ late: 1, timeouts: 0, recovered: 1 });
  });

  it('are found where nothing is to be recovered, also when their task is over', async () => {
    workers.lasting();
    const { task, lease } = await workers.atWork('forgetful');
    await over(task);
    expect(await check().run(LOOK)).toMatchObject({ timeouts: 1, actions: [{ result: `${LOCK} was lost: orphaned` }] });
    expect([lease.isLost, (await status()).state]).toEqual([false, 'held']);
  });

  it('are taken away when their attempt was fenced off long ago', async () => {
    workers.lasting();
    const { task, lease } = await workers.atWork('slow');
    await world.silence('film');
    await world.store.transitions.orphan(task, 'test');
    await held(20_000);
    await check().run(RECOVER);
    await waitFor('the holder to hear it', () => lease.isLost);
  });

  it('are taken away when their task is over', async () => {
    workers.lasting();
    const { task, lease } = await workers.atWork('forgetful');
    await over(task);
    await check().run(RECOVER);
    await waitFor('the holder to hear it', () => lease.isLost);
  });

  it('are not passed on while their attempt runs, although the clock was set back before it began', async () => {
    workers.lasting();
    const { lease } = await workers.atWork('slow');
    await world.store.redis.hset(world.store.keys.task('film'), 'started_at', 1);
    await world.control.revoke(LOCK, lease.fence);
    await world.control.confirm(LOCK, lease.fence, 'engine');
    await check().run(RECOVER);
    expect((await status()).state).toBe('quarantined');
  });

  it('are left alone while their task runs', async () => {
    workers.lasting();
    const { lease, manager } = await workers.atWork('fine');
    await held(20_000);
    for (let n = 0; n < 4; n += 1) {
      expect(await check().run(RECOVER)).toMatchObject({ timeouts: 0, released: 0, locks: [LOCK] });
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect([lease.isLost, (await status()).state]).toEqual([false, 'held']);
    await manager.release(lease);
  });

  it('are looked at again before they can end, and not at all while the GPU is free', async () => {
    workers.lasting();
    const one = check();
    await workers.start('idle');
    await one.run(RECOVER);
    expect(await one.nextInMs()).toBeUndefined();
    await workers.atWork('fine');
    await one.run(RECOVER);
    expect(await one.nextInMs()).toBeLessThanOrEqual(world.control.times.maxPollMs);
  });

  it('are seen to when another lock cannot be looked at, which lowers the coverage', async () => {
    const { redis, keys } = world.store;
    await redis.hset(keys.gpus, '1', '{}');
    await redis.set(keys.gpuLock('1'), 'spoilt');
    const { cutOff } = await workers.atWork('dead');
    const one = check();
    const seen = { gpu_locks_monitored: 1, lock_coverage: 0.5 };
    expect(await one.run(RECOVER)).toMatchObject({
      locks: [LOCK],
      seen,
      failures: [expect.stringMatching(/gpu_lock:1.*WRONGTYPE/)],
    });
    cutOff();
    await workers.untilLost();
    expect(await one.run(RECOVER)).toMatchObject({ recovered: 1, seen });
    await redis.del(keys.gpuLock('1'));
    expect(await one.run(RECOVER)).toMatchObject({ failures: [], seen: { gpu_locks_monitored: 2, lock_coverage: 1 } });
  });

  /** The task ended long ago. */
  const over = async (task: StoredTask): Promise<void> => {
    await world.complete(task, 'forgetful');
    await held(20_000);
    await world.store.redis.hset(world.store.keys.task('film'), 'completed_at', Date.now() - 20_000);
  };

  /** As if the lease had been taken so long ago. */
  const held = async (agoMs: number): Promise<void> => {
    const { redis, keys } = world.store;
    await redis.hset(keys.gpuLock('0'), 'acquired_at', Date.now() - agoMs);
    const task: StoredTask | null = await world.store.read.get('film');
    if (task?.status === 'running') await redis.hset(keys.task('film'), 'started_at', Date.now() - agoMs + 1);
  };
});

import { TaskTimeoutError } from '@switchyard/contracts';
import { GpuLockSettings } from '@switchyard/gpu-lock';
import { refOf } from '@switchyard/task-store';
import { LOOK, RECOVER, World } from '../../test/world';
import { TimeLimits } from './time-limits.check';

describe('time limits', () => {
  let world: World;
  beforeAll(async () => (world = await World.start()));
  afterAll(() => world.stop());
  beforeEach(() => world.fresh());

  /** A task that has run for so long, as its worker says. */
  const began = async (taskId: string, seconds: number, timeoutSeconds: number) => {
    await world.create(taskId, { timeoutSeconds });
    const task = await world.take();
    await world.beat(task, 'w', seconds * 1000);
    return task;
  };

  it('have the worker end a task that it did not end, and end the task only when that is confirmed', async () => {
    const over = await began('over', 100, 60);
    await began('graced', 80, 60);
    const fine = await began('fine', 10, 60);
    const check = new TimeLimits(world.store, new GpuLockSettings(), 0, 30_000);
    expect(await check.run(RECOVER)).toMatchObject({
      timeouts: 1,
      actions: [
        { action: 'log_timeout_event', task_id: 'over' },
        { action: 'update_task_status', task_id: 'over', result: 'its worker is to end it' },
      ],
    });
    for (const id of ['over', 'graced', 'fine'])
      expect(await world.store.read.get(id)).toMatchObject({ status: 'running' });
    expect([await world.beat(over, 'w', 101_000), await world.beat(fine, 'w', 11_000)]).toEqual([['timeout'], ['ok']]);
    expect(await check.run(RECOVER)).toMatchObject({ timeouts: 0 });
    const ended = { ...refOf(over), fence: over.fence, worker: 'w' };
    expect(await world.store.transitions.fail(ended, 'timed_out', new TaskTimeoutError(60).toFailure())).toBe('ok');
  });

  it('end a task over its limit when its worker stops beating', async () => {
    const over = await began('over', 100, 60);
    await new TimeLimits(world.store, new GpuLockSettings(), 0, 0).run(RECOVER);
    await world.silence('over');
    expect(await world.store.transitions.orphan(over, 'monitor')).toBe('timed_out');
    expect(await world.store.read.get('over')).toMatchObject({ status: 'timed_out', error: { code: 'TASK_TIMEOUT' } });
    expect(await world.complete(over)).toBe('lost');
  });

  it('are told once where the worker sleeps, and again of the next attempt', async () => {
    const { redis, keys } = world.store;
    const task = await began('t', 25, 60); // of 30 and 48 s
    const check = new TimeLimits(world.store, new GpuLockSettings(), 0, 0);
    const silentFor = async (seconds: number) => {
      await redis.zadd(keys.heartbeats, 'XX', Date.now() + 60_000 - seconds * 1000, 't');
      await check.run(RECOVER);
      return (await world.events('t')).filter((type) => ['warning', 'soft_timeout'].includes(type));
    };
    expect(await silentFor(0)).toEqual([]);
    expect(await silentFor(10)).toEqual(['warning']);
    const awake = { taskId: 't', fence: task.fence, worker: 'w' };
    expect(await world.store.transitions.note(awake, 'warning', { limit: 30 })).toBe('ok');
    expect(await silentFor(30)).toEqual(['warning', 'soft_timeout']);
    expect(await silentFor(31)).toEqual(['warning', 'soft_timeout']);
    expect(await world.store.read.get('t')).toMatchObject({ status: 'running' });
  });

  it('count the time that the worker measured, and that of each attempt anew', async () => {
    const { redis, keys, transitions } = world.store;
    const task = await began('t', 10, 60);
    await redis.hset(keys.task('t'), 'started_at', Date.now() - 3 * 3600 * 1000); // the clock was set
    const check = new TimeLimits(world.store, new GpuLockSettings(), 0, 30_000);
    expect(await check.run(RECOVER)).toMatchObject({ timeouts: 0 });
    await world.beat(task, 'w', 100_000);
    await transitions.retry({ ...refOf(task), fence: task.fence, worker: 'w' }, 0);
    await world.take();
    expect(await check.run(RECOVER)).toMatchObject({ timeouts: 0 });
  });

  it('are looked at now and then, not each time', async () => {
    await began('over', 100, 1);
    const check = new TimeLimits(world.store, new GpuLockSettings(), 60_000, 0);
    expect(await check.run(LOOK)).toMatchObject({ timeouts: 1 });
    expect(await check.run(RECOVER)).toEqual({});
  });

  it('are checked on an order, however short ago the last check was', async () => {
    await began('over', 100, 1);
    const check = new TimeLimits(world.store, new GpuLockSettings(), 60_000, 0);
    await check.run(LOOK);
    expect(await check.run({ ...RECOVER, now: true })).toMatchObject({
      actions: [{ result: 'its worker is to end it' }],
    });
  });

  it('are counted and told once for each attempt that is over them, and shown as long as it is', async () => {
    const task = await began('over', 100, 1);
    const check = new TimeLimits(world.store, new GpuLockSettings(), 0, 0);
    const found = { late: 1, timeouts: 1, actions: [{ action: 'log_timeout_event', task_id: 'over' }] };
    expect(await check.run(LOOK)).toEqual({ ...found, actions: [expect.objectContaining(found.actions[0])] });
    expect(await check.run(LOOK)).toEqual({ late: 1, timeouts: 0, actions: [] });
    await world.store.redis.hset(world.store.keys.task('over'), 'fence', task.fence + 1);
    expect(await check.run(LOOK)).toMatchObject(found);
  });
});

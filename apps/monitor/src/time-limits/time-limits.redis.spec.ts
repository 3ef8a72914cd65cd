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

  it('end a task whose worker does not, and refuse what its worker says later', async () => {
    const over = await began('over', 100, 60);
    await began('graced', 80, 60);
    await began('fine', 10, 60);
    const check = new TimeLimits(world.store, 0, 30_000);
    expect(await check.run(RECOVER)).toMatchObject({
      timeouts: 1,
      actions: [
        { action: 'log_timeout_event', task_id: 'over' },
        { action: 'update_task_status', task_id: 'over', result: 'timed_out' },
      ],
    });
    expect(await world.store.read.get('over')).toMatchObject({ status: 'timed_out', error: { code: 'TASK_TIMEOUT' } });
    for (const id of ['graced', 'fine']) expect(await world.store.read.get(id)).toMatchObject({ status: 'running' });
    expect(await world.complete(over)).toBe('lost');
    expect(await check.run(RECOVER)).toMatchObject({ timeouts: 0 });
  });

  it('count the time that the worker measured, and that of each attempt anew', async () => {
    const { redis, keys, transitions } = world.store;
    const task = await began('t', 10, 60);
    await redis.hset(keys.task('t'), 'started_at', Date.now() - 3 * 3600 * 1000); // the clock was set
    const check = new TimeLimits(world.store, 0, 30_000);
    expect(await check.run(RECOVER)).toMatchObject({ timeouts: 0 });
    await world.beat(task, 'w', 100_000);
    await transitions.retry({ ...refOf(task), fence: task.fence, worker: 'w' }, 0);
    await world.take();
    expect(await check.run(RECOVER)).toMatchObject({ timeouts: 0 });
  });

  it('are looked at now and then, not each time', async () => {
    await began('over', 100, 1);
    const check = new TimeLimits(world.store, 60_000, 0);
    expect(await check.run(LOOK)).toMatchObject({ timeouts: 1 });
    expect(await check.run(RECOVER)).toEqual({});
  });

  it('are checked on an order, however short ago the last check was', async () => {
    await began('over', 100, 1);
    const check = new TimeLimits(world.store, 60_000, 0);
    await check.run(LOOK);
    expect(await check.run({ ...RECOVER, now: true })).toMatchObject({ actions: [{ result: 'timed_out' }] });
    expect(await world.store.read.get('over')).toMatchObject({ status: 'timed_out' });
  });

  it('are counted and told once for each attempt that is over them, and shown as long as it is', async () => {
    const task = await began('over', 100, 1);
    const check = new TimeLimits(world.store, 0, 0);
    const found = { late: 1, timeouts: 1, actions: [{ action: 'log_timeout_event', task_id: 'over' }] };
    expect(await check.run(LOOK)).toEqual({ ...found, actions: [expect.objectContaining(found.actions[0])] });
    expect(await check.run(LOOK)).toEqual({ late: 1, timeouts: 0, actions: [] });
    await world.store.redis.hset(world.store.keys.task('over'), 'fence', task.fence + 1);
    expect(await check.run(LOOK)).toMatchObject(found);
  });
});

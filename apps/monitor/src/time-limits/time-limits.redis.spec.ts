import { LOOK, RECOVER, World } from '../../test/world';
import { TimeLimits } from './time-limits.check';

describe('time limits', () => {
  let world: World;
  beforeAll(async () => (world = await World.start()));
  afterAll(() => world.stop());
  beforeEach(() => world.fresh());

  /** A task that began so long ago. */
  const began = async (taskId: string, secondsAgo: number, timeoutSeconds: number) => {
    await world.create(taskId, { timeoutSeconds });
    const task = await world.take();
    await world.store.redis.hset(world.store.keys.task(taskId), 'started_at', Date.now() - secondsAgo * 1000);
    return task;
  };

  it('end a task whose worker does not, and refuse what its worker says later', async () => {
    const over = await began('over', 100, 60);
    await began('graced', 80, 60);
    await began('fine', 10, 60);
    const check = new TimeLimits(world.store, 0, 30_000);
    expect(await check.run(RECOVER)).toMatchObject({
      timeouts: 1,
      actions: [{ task_id: 'over', result: 'timed_out' }],
    });
    expect(await world.store.read.get('over')).toMatchObject({ status: 'timed_out', error: { code: 'TASK_TIMEOUT' } });
    for (const id of ['graced', 'fine']) expect(await world.store.read.get(id)).toMatchObject({ status: 'running' });
    expect(await world.complete(over)).toBe('lost');
    expect(await check.run(RECOVER)).toMatchObject({ timeouts: 0 });
  });

  it('are looked at now and then, not each time', async () => {
    await began('over', 100, 1);
    const check = new TimeLimits(world.store, 60_000, 0);
    expect(await check.run(LOOK)).toMatchObject({ timeouts: 1 });
    expect(await check.run(RECOVER)).toEqual({});
  });
});

import { Leadership } from '@switchyard/monitoring';
import { LOOK, RECOVER, World } from '../../test/world';
import { LateByHand } from './hand-heartbeats.check';
import { LateHeartbeats } from './late-heartbeats.check';

describe('late heartbeats', () => {
  let world: World;

  beforeAll(async () => (world = await World.start()));
  afterAll(() => world.stop());
  beforeEach(() => world.fresh());

  const check = (monitor?: string) => new LateHeartbeats(world.store, world.recovery(monitor));
  const get = (taskId: string) => world.store.read.get(taskId);

  it('give the task back to its queue under a new fence, and remember the dead', async () => {
    await world.create('t');
    const running = await world.take();
    await world.silence('t');
    expect(await check().run(RECOVER)).toMatchObject({
      timeouts: 1,
      recovered: 1,
      actions: [
        { action: 'log_timeout_event', task_id: 't' },
        { action: 'update_task_status', task_id: 't', result: 'queued' },
      ],
    });
    const task = await get('t');
    expect(task).toMatchObject({ status: 'queued', error: { code: 'WORKER_LOST' } });
    expect(task?.fence).toBeGreaterThan(running.fence);
    expect(await world.complete(running)).toBe('lost');
    expect(await world.running.counts()).toMatchObject({ active: 0, orphaned: 0, dead: 1 });
  });

  it('are recovered once, however many monitors lead at the moment', async () => {
    for (let n = 0; n < 20; n += 1) await world.create(`t${n}`);
    for (let n = 0; n < 20; n += 1) await world.silence((await world.take()).task_id);
    const found = await Promise.all(['a', 'b', 'c'].map((monitor) => check(monitor).run(RECOVER)));
    expect(found.reduce((sum, { recovered = 0 }) => sum + recovered, 0)).toBe(20);
    for (let n = 0; n < 20; n += 1) {
      expect((await world.events(`t${n}`)).filter((type) => type === 'orphaned')).toHaveLength(1);
    }
    expect(await world.running.counts()).toMatchObject({ dead: 20 });
  });

  it('are told when they were found, and when their task was back in its queue', async () => {
    await world.create('t');
    await world.take();
    await world.store.redis.zadd(world.store.keys.heartbeats, Date.now() - 1000, 't');
    const before = Date.now();
    const { actions = [] } = await check().run(RECOVER);
    const [found = 0, queued = 0] = actions.map(({ timestamp = 0 }) => timestamp * 1000);
    expect(found).toBeGreaterThanOrEqual(before);
    expect(queued).toBeGreaterThanOrEqual(found);
    const event = (await world.store.read.events('t')).find(({ type }) => type === 'orphaned');
    expect(Date.parse(event?.timestamp ?? '')).toBeGreaterThanOrEqual(found);
    expect(Date.parse(event?.timestamp ?? '')).toBeLessThanOrEqual(queued);
  });

  it('are looked for in one round trip, and recovered in two', async () => {
    await world.create('t');
    const sent = jest.spyOn(world.store.redis, 'sendCommand');
    const names: string[] = [];
    for (let run = 0; run < 2; run += 1) {
      await world.take();
      await world.silence('t');
      sent.mockClear();
      expect(await check().run({ ...RECOVER, due: true })).toMatchObject({ recovered: 1 });
      names.splice(0, names.length, ...sent.mock.calls.map(([{ name }]) => name));
    }
    sent.mockRestore();
    // who is late, their records, the transition; then the dead are written down
    expect(names).toEqual(['evalsha', 'hmget', 'evalsha', 'evalsha']);
  });

  it('keep the last sign of life of the dead', async () => {
    await world.create('t');
    await world.take();
    const deadline = Date.now() - 1000;
    await world.store.redis.zadd(world.store.keys.heartbeats, deadline, 't');
    await check().run(RECOVER);
    const { dead } = await world.running.page({ limit: 10 }, RECOVER.heartbeatTimeoutMs);
    expect(dead).toMatchObject([
      { task_id: 't', last_update: deadline - RECOVER.heartbeatTimeoutMs, status: 'queued' },
    ]);
  });

  it('are only told where nothing is to be recovered', async () => {
    await world.create('t');
    await world.take();
    await world.silence('t');
    expect(await check().run(LOOK)).toMatchObject({ timeouts: 1 });
    expect(await get('t')).toMatchObject({ status: 'running' });
    expect(await world.running.counts()).toMatchObject({ orphaned: 1, dead: 0 });
  });

  it('are counted and told once, whether they are recovered or not, and again when they are late anew', async () => {
    await world.create('t');
    const task = await world.take();
    await world.silence('t');
    const one = check();
    const found = { late: 1, timeouts: 1, actions: [{ action: 'log_timeout_event', task_id: 't' }] };
    expect(await one.run(LOOK)).toMatchObject(found);
    expect(await one.run(LOOK)).toMatchObject({ late: 1, timeouts: 0, actions: [] });
    await world.beat(task);
    await world.store.redis.zadd(world.store.keys.heartbeats, 2, 't');
    expect(await one.run(LOOK)).toMatchObject(found);
    expect(await one.run(RECOVER)).toMatchObject({
      late: 1,
      timeouts: 0,
      recovered: 1,
      actions: [{ action: 'update_task_status', task_id: 't' }],
    });
  });

  it('end no attempt right after ten minutes without any monitor, but later those that are still silent', async () => {
    const { redis, keys } = world.store;
    const monitor = new Leadership(redis, keys, {
      monitor: 'm',
      leaseMs: 10_000,
      heartbeatTimeoutMs: 60_000,
      settings: {},
    });
    await monitor.take();
    for (const id of ['alive', 'silent']) {
      await world.create(id);
      await world.take();
      await world.silence(id);
    }
    await redis.hset(keys.detector, 'seen_at', Date.now() - 600_000);
    await monitor.take();
    expect(await check().run(RECOVER)).toMatchObject({ timeouts: 0 });
    await redis.zadd(keys.heartbeats, Date.now() + 60_000, 'alive');
    await redis.hset(keys.detector, 'grace_until', Date.now() - 1);
    expect(await check().run(RECOVER)).toMatchObject({ recovered: 1 });
    expect([(await get('alive'))?.status, (await get('silent'))?.status]).toEqual(['running', 'queued']);
  });

  it('of a task that was to be cancelled end it, with its files', async () => {
    await world.create('t');
    const task = await world.take();
    await world.store.transitions.cancel(task, 'test');
    await world.silence('t');
    expect(await check().run(RECOVER)).toMatchObject({ actions: [{}, { result: 'cancelled' }] });
    expect(await get('t')).toMatchObject({ status: 'cancelled' });
  });

  it('of a record that was removed by hand are forgotten', async () => {
    await world.silence('gone');
    await check().run(RECOVER);
    expect(await world.store.redis.zcard(world.store.keys.heartbeats)).toBe(0);
  });

  it('count how many of the running tasks are watched', async () => {
    for (const id of ['a', 'b']) await world.create(id);
    await world.take();
    await world.take();
    expect(await check().run(RECOVER)).toMatchObject({ seen: { tasks_monitored: 2, task_coverage: 1 } });
    await world.store.redis.zrem(world.store.keys.heartbeats, 'a');
    expect(await check().run(RECOVER)).toMatchObject({ seen: { tasks_monitored: 1, task_coverage: 0.5 } });
  });

  it('are expected when the first of them is due, also when that was between two looks', async () => {
    const one = check();
    expect(await one.nextInMs()).toBeUndefined();
    await world.create('t');
    await world.take();
    await one.run(LOOK);
    expect(await one.nextInMs()).toBeGreaterThan(55_000);
    await world.store.redis.zadd(world.store.keys.heartbeats, Date.now() + 2, 't');
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await one.nextInMs()).toBe(0);
    await one.run(LOOK); // it stays late, and there is nothing to do about it before the next interval
    expect(await one.nextInMs()).toBeUndefined();
  });

  it('count by a timeout that was changed from the next beat on, and tell how often they come', async () => {
    const { redis, keys } = world.store;
    const created = Date.now();
    await world.create('t');
    const task = await world.take();
    const deadline = async () => Number(await redis.zscore(keys.heartbeats, 't'));
    await new Promise((resolve) => setTimeout(resolve, 60));
    await world.beat(task);
    const usual = await deadline();
    await redis.hset(keys.monitorConfig, 'task_heartbeat_timeout', '5.5');
    const before = Date.now();
    await world.beat(task);
    expect(usual - before).toBeGreaterThan(50_000);
    expect((await deadline()) - Date.now()).toBeLessThan(7000);
    expect((await world.running.counts()).meanIntervalSeconds).toBeGreaterThan(0.05);
    expect((await world.running.counts()).meanIntervalSeconds).toBeLessThanOrEqual(
      (Date.now() - created) / 1000 + 0.01,
    );
  });

  it('of tasks kept alive by hand bury them', async () => {
    await world.byHand.start('h', { taskName: 'mine', timeoutMs: -1 });
    expect(await new LateByHand(world.byHand).run(LOOK)).toEqual({});
    expect(await new LateByHand(world.byHand).run(RECOVER)).toMatchObject({ timeouts: 1, actions: [{ task_id: 'h' }] });
  });
});

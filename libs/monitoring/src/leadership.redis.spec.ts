import { Keys, RedisConnection } from '@switchyard/redis';
import { SettableClock, TestRedis } from '@switchyard/testing';
import { Leadership } from './leadership';
import { MonitorState, type CheckReport } from './monitor-state';

const LEASE_MS = 10_000;

describe('the lead', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let keys: Keys;
  let state: MonitorState;
  let clock: SettableClock;
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
    keys = new Keys(`l${(runs += 1)}:`);
    state = new MonitorState(connection.client, keys);
    clock = new SettableClock(connection.client);
  });

  const monitor = (name: string, leaseMs = LEASE_MS) =>
    new Leadership(clock.client, keys, {
      monitor: name,
      leaseMs,
      heartbeatTimeoutMs: 60_000,
      settings: { monitor_check_interval: 7 },
    });
  const graceUntil = async () => Number((await connection.client.hget(keys.detector, 'grace_until')) ?? 0);
  const pass = (ms: number) => clock.shift(ms, [keys.lease('monitor')]);
  const report = (changes: Partial<CheckReport> = {}): CheckReport => ({
    tookMs: 1,
    timeouts: 0,
    recovered: 0,
    released: 0,
    actions: [],
    seen: {},
    ...changes,
  });

  it('is held by one, who keeps its fence while renewing', async () => {
    const [first, second] = [monitor('a'), monitor('b')];
    const lead = await first.take();
    expect(lead).toMatchObject({ leads: true });
    expect(await second.take()).toMatchObject({ leads: false });
    expect(await first.take()).toEqual(lead);
  });

  it('passes on with a greater fence when it was not renewed', async () => {
    const [first, second] = [monitor('a'), monitor('b')];
    const before = await first.take();
    expect(await second.take()).toMatchObject({ leads: false });
    await pass(LEASE_MS + 1);
    const after = await second.take();
    expect(before.leads && after.leads && after.fence > before.fence).toBe(true);
    expect(await first.take()).toMatchObject({ leads: false });
  });

  it('is free at once when its holder gives it up, and no other monitor can give it up', async () => {
    const [first, second] = [monitor('a'), monitor('b')];
    await first.take();
    await second.resign();
    expect(await second.take()).toMatchObject({ leads: false });
    await first.resign();
    expect(await second.take()).toMatchObject({ leads: true });
  });

  it('lets a former leader count what it recovered, and say nothing of how things stand', async () => {
    const first = await monitor('a').take();
    await pass(LEASE_MS + 1);
    const second = await monitor('b').take();
    if (!first.leads || !second.leads) throw new Error('no monitor led');
    expect(await state.report(first.fence, report({ recovered: 2, seen: { tasks_monitored: 9 } }))).toBe(false);
    expect(await state.report(second.fence, report({ recovered: 1, seen: { tasks_monitored: 4 } }))).toBe(true);
    expect(await state.read()).toMatchObject({
      tasksRecovered: 3,
      tasksMonitored: 4,
      checksPerformed: 1,
      settings: { monitor_check_interval: 7 },
    });
  });

  it('begins a grace period when no monitor could reach Redis for a while', async () => {
    const first = monitor('a');
    await first.take();
    await first.take();
    expect(await graceUntil()).toBe(0);
    await pass(LEASE_MS * 1.2); // longer than three turns
    await first.take();
    expect(await graceUntil()).toBeGreaterThan(Date.now() + 50_000);
  });

  it('begins a grace period as long as the present heartbeat timeout, whatever this monitor was started with', async () => {
    const first = monitor('a');
    await first.take();
    await connection.client.hset(keys.monitorConfig, 'task_heartbeat_timeout', '600');
    await pass(LEASE_MS * 1.2);
    await first.take();
    expect(await graceUntil()).toBeGreaterThan(Date.now() + 500_000);
  });

  it.each([
    ['was away while no attempt could beat', -60_000, true],
    ['was there while an attempt beat', -1000, false],
  ])('knows that Redis %s', async (_what, lastBeat, away) => {
    await monitor('a').take();
    const now = Date.now();
    await connection.client.hset(keys.detector, 'seen_at', now - 59_000);
    await connection.client.zadd(keys.heartbeats, now + 60_000 + lastBeat, 't');
    await monitor('a').take();
    expect(await connection.client.hexists(keys.detector, 'away_until')).toBe(away ? 1 : 0);
    expect(await graceUntil()).toBeGreaterThan(Date.now());
  });

  it('begins no grace period when a standby was there all the while', async () => {
    const [first, second] = [monitor('a'), monitor('b')];
    await first.take();
    for (let passedMs = 0; passedMs < LEASE_MS; passedMs += LEASE_MS / 5) {
      await second.take();
      await pass(LEASE_MS / 5 + 1);
    }
    expect(await second.take()).toMatchObject({ leads: true });
    expect(await graceUntil()).toBe(0);
  });

  it('begins a grace period after Redis was started again, however quickly', async () => {
    const first = monitor('a', 60_000);
    await first.take();
    await redis.kill();
    await redis.run();
    await first.take();
    expect(await graceUntil()).toBeGreaterThan(Date.now() + 50_000);
  });

  describe('when the clock of Redis is set', () => {
    const HOUR_MS = 3_600_000;
    const TIMEOUT_MS = 60_000;
    const set = pass;

    it.each([HOUR_MS, -HOUR_MS])('begins a grace period after a jump of %d ms', async (jumpMs) => {
      await monitor('a').take();
      await set(jumpMs);
      await monitor('a').take();
      const inMs = (await graceUntil()) - (await clock.nowMs());
      expect(inMs).toBeGreaterThan(TIMEOUT_MS / 2);
      expect(inMs).toBeLessThanOrEqual(TIMEOUT_MS);
    });

    it('stays with one, under a greater fence if with another', async () => {
      const [first, second] = [monitor('a'), monitor('b')];
      let fence = 0;
      for (const jumpMs of [0, HOUR_MS, -HOUR_MS, -HOUR_MS, HOUR_MS]) {
        await set(jumpMs);
        const leads = [await second.take(), await first.take()];
        const fences = leads.flatMap((lead) => (lead.leads ? [lead.fence] : []));
        expect(fences).toEqual([expect.any(Number)]);
        expect(fences[0]).toBeGreaterThanOrEqual(fence);
        fence = fences[0] ?? 0;
      }
    });

    it('goes on from a dead leader as quickly as ever, also when it was set back', async () => {
      await monitor('dead').take();
      await set(-HOUR_MS);
      expect(await monitor('b').take()).toMatchObject({ leads: false, freeInMs: 10_000 });
      await set(10_001);
      expect(await monitor('b').take()).toMatchObject({ leads: true });
    });

    it('brings deadlines of before near again when it was set back, and leaves the others', async () => {
      const { client } = connection;
      const sets = [keys.heartbeats, keys.handHeartbeats, keys.outbox];
      await monitor('a').take();
      for (const key of sets) await client.zadd(key, Date.now() + 50_000, 'before', Date.now() - HOUR_MS, 'late');
      await set(-HOUR_MS);
      await monitor('a').take();
      const now = await clock.nowMs();
      for (const key of sets) {
        const left = await client.zrange(key, '0', '-1', 'WITHSCORES');
        expect(left).toEqual(['late', expect.any(String), 'before', expect.any(String)]);
        expect(Number(left[3])).toBeLessThanOrEqual(now + TIMEOUT_MS);
      }
    });
  });

  it('leaves the start where it is over a failover, and moves it when checks are turned on', async () => {
    await monitor('a').take();
    const { startedAt } = await state.read();
    await pass(LEASE_MS + 1);
    await monitor('b').take();
    expect((await state.read()).startedAt).toBe(startedAt);
    expect(await state.switch(false)).toEqual({ changed: true, alive: true });
    expect(await state.switch(false)).toEqual({ changed: false, alive: true });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await state.switch(true);
    expect((await state.read()).startedAt).toBeGreaterThan(startedAt);
  });

  it('has no start before the first start', async () => {
    expect(await state.read()).toMatchObject({
      startedAt: 0,
      lastCheck: 0,
      alive: false,
      enabled: true,
      settings: null,
    });
    await state.switch(false);
    await monitor('a').take();
    expect(await state.read()).toMatchObject({ startedAt: 0, alive: true, enabled: false });
  });

  it('keeps the newest hundred actions', async () => {
    const action = (n: number) => ({
      timestamp: n,
      action: 'log_timeout_event' as const,
      task_id: `t${n}`,
      result: 'late',
    });
    for (const from of [0, 60]) {
      const actions = Array.from({ length: 60 }, (_one, at) => action(from + at));
      await state.report(1, report({ actions }));
    }
    const kept = await state.actions();
    expect([kept.length, kept[0]?.task_id, kept.at(-1)?.task_id]).toEqual([100, 't119', 't20']);
  });
});

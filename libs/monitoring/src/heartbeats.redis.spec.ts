import { probeTask, generateSubtitleFilesTask } from '@switchyard/contracts';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TestRedis } from '@switchyard/testing';
import { DeadTasks } from './dead-tasks';
import { HandHeartbeats } from './hand-heartbeats';
import { RunningTasks } from './running-tasks';

const TIMEOUT_MS = 60_000;

describe('signs of life', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let keys: Keys;
  let byHand: HandHeartbeats;
  let running: RunningTasks;
  let dead: DeadTasks;
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
    keys = new Keys(`h${(runs += 1)}:`);
    byHand = new HandHeartbeats(connection.client, keys);
    running = new RunningTasks(connection.client, keys);
    dead = new DeadTasks(connection.client, keys);
  });

  const start = (id: string, timeoutMs = TIMEOUT_MS) => byHand.start(id, { taskName: 'by me', timeoutMs });
  /** What the task-store writes of a running task. */
  const beats = async (taskName: string, id: string, number: number, deadline = Date.now() + TIMEOUT_MS) => {
    await connection.client.zadd(keys.taskIndex(taskName, 'running'), number, id);
    await connection.client.zadd(keys.heartbeats, deadline, id);
  };

  it('by hand register a task, renew it, end it', async () => {
    expect(await start('a')).toEqual({ outcome: 'registered' });
    expect(await byHand.start('a', { taskName: 'by me', progress: 0.5, timeoutMs: TIMEOUT_MS })).toEqual({
      outcome: 'renewed',
    });
    expect(await byHand.get('a')).toMatchObject({ status: 'running', taskName: 'by me', progress: 0.5 });
    expect([await byHand.end('a'), await byHand.end('a')]).toEqual(['ended', 'none']);
    expect(await byHand.get('a')).toMatchObject({ status: 'stopped' });
    expect(await running.counts()).toMatchObject({ active: 0, orphaned: 0, dead: 0 });
  });

  it('by hand leave the tasks of our workers alone', async () => {
    await connection.client.hset(keys.task('t'), 'status', 'running');
    expect(await start('t')).toEqual({ outcome: 'ours', state: 'running' });
    expect(await byHand.get('t')).toBeNull();
  });

  it('by hand that are late are buried once, however many try, and alive ones never', async () => {
    await start('late', -1);
    await start('alive');
    const tries = await Promise.all([byHand.buryLate(10), byHand.buryLate(10), byHand.buryLate(10)]);
    expect(tries.flat()).toEqual(['late']);
    expect(await running.counts()).toMatchObject({ active: 1, orphaned: 0, dead: 1 });
    expect(await byHand.get('late')).toMatchObject({ status: 'dead' });
  });

  it('by hand are not buried during a grace period', async () => {
    await start('late', -1);
    await connection.client.hset(keys.detector, 'grace_until', Date.now() + 60_000);
    expect(await byHand.buryLate(10)).toEqual([]);
    expect(await running.counts()).toMatchObject({ orphaned: 1, dead: 0 });
  });

  it('bring a dead task back when it is registered again', async () => {
    await start('a', -1);
    await byHand.buryLate(10);
    expect(await start('a')).toEqual({ outcome: 'registered' });
    expect(await running.counts()).toMatchObject({ active: 1, dead: 0 });
  });

  it('come in pages that show each task once while beats go on, over tasks, hand and dead', async () => {
    for (let n = 0; n < 7; n += 1)
      await beats(n % 2 ? probeTask.name : generateSubtitleFilesTask.name, `t${n}`, 1000 + n);
    for (const id of ['h1', 'h2', 'h3']) await start(id);
    await start('gone', -1);
    await byHand.buryLate(10);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await running.page({ limit: 3, cursor }, TIMEOUT_MS);
      expect(page.beating.length + page.dead.length).toBeLessThanOrEqual(3);
      seen.push(...[...page.beating, ...page.dead].map(({ task_id }) => task_id));
      for (let n = 0; n < 7; n += 1)
        await connection.client.zadd(keys.heartbeats, Date.now() + TIMEOUT_MS + n, `t${n}`);
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    expect(seen.sort()).toEqual(['gone', 'h1', 'h2', 'h3', 't0', 't1', 't2', 't3', 't4', 't5', 't6']);
  });

  it('tell the late from the others, with the time of the last one', async () => {
    const now = Date.now();
    await beats(probeTask.name, 'late', 1, now - 1000);
    await beats(probeTask.name, 'fine', 2, now + 5000);
    const { beating } = await running.page({ limit: 10 }, TIMEOUT_MS);
    expect(beating).toEqual([
      { task_id: 'late', task_name: probeTask.name, last_update: now - 1000 - TIMEOUT_MS, late: true },
      { task_id: 'fine', task_name: probeTask.name, last_update: now + 5000 - TIMEOUT_MS, late: false },
    ]);
    expect(await running.counts()).toMatchObject({ active: 1, orphaned: 1, dead: 0 });
  });

  it.each(['x', '1@nothing', '1', '@dead', '9'.repeat(40)])('refuse the cursor %s', async (cursor) => {
    await expect(running.page({ limit: 1, cursor }, TIMEOUT_MS)).rejects.toMatchObject({
      problems: { cursor: /cursor/ },
    });
  });

  it('forget the dead by age or all at once', async () => {
    const day = 24 * 3600 * 1000;
    await connection.client.zadd(keys.deadTasks, Date.now() - day - 1000, 'old', Date.now() - day + 60_000, 'young');
    await connection.client.hset(keys.deadTaskFacts, 'old', '{}', 'young', '{}');
    expect(await dead.forgetOld()).toBe(1);
    expect(await connection.client.hkeys(keys.deadTaskFacts)).toEqual(['young']);
    expect([await dead.cleanup(), await dead.cleanup()]).toEqual([1, 0]);
  });
});

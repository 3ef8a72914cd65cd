import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { Keys, RedisConnection } from '@switchyard/redis';
import { KeptJobs, TestRedis } from '@switchyard/testing';
import type { Attempt, Presence } from './store-types';
import type { TaskJob } from './task-job';
import { TaskStore } from './task-store';
import { refOf } from './transitions';

const PREFIX = 'h:';
const HOUR_MS = 3_600_000;
const presence: Presence = {
  ...{ service: 'wservice', version: '1', device: 'cpu', models: [], missing: [] },
  ...{ concurrency: 1, running: 1, host: 'h', pid: 1 },
};
const ref = { taskId: 't', taskName: generateSubtitleFilesTask.name, workflowId: 't', queue: 'wservice', priority: 5 };

describe('signs of life', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let store: TaskStore;
  let jobs: KeptJobs<TaskJob>;

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
  });
  afterAll(async () => {
    connection.close();
    await redis.stop();
  });
  beforeEach(async () => {
    await connection.client.flushall();
    const settings = { heartbeatTimeoutMs: 60_000, poisonLimit: 3, eventsMax: 100, stateTtlMs: 60_000 };
    jobs = new KeptJobs();
    store = new TaskStore(connection.client, new Keys(PREFIX), settings, jobs);
  });

  const take = async (): Promise<Attempt> => {
    const job = jobs.take();
    const claimed = await store.claims.claim(job, 'w', `d ${job.fence}`);
    if (!claimed) throw new Error('the task does not wait for this job');
    const { task } = claimed;
    return { ...refOf(task), fence: task.fence, worker: 'w' };
  };
  const begun = async (): Promise<Attempt> => {
    await store.transitions.create({ ...ref, input: {}, request: {}, maxAttempts: 3, timeoutSeconds: 60 }, 'test');
    return take();
  };
  const beat = (attempt: Attempt, ranMs = 0) =>
    store.heartbeats.beat('w', presence, [{ ...attempt, progress: 0.5, ranMs }]);
  const ran = () => store.redis.hget(store.keys.task('t'), 'ran_ms');

  it('for a task that has no record are answered lost and counted, and leave nothing but the presence of their worker', async () => {
    expect(await beat({ ...ref, fence: 1, worker: 'w' }, 1000)).toEqual(['lost']);
    expect((await store.redis.keys('*')).sort()).toEqual([store.keys.detector, store.keys.workers].sort());
    expect(await store.redis.hgetall(store.keys.detector)).toEqual({ refused_writes: '1' });
  });

  it('say how long the attempt has run, and that of the next begins with nothing', async () => {
    const attempt = await begun();
    await beat(attempt, 1234.5);
    expect(await ran()).toBe('1235');
    await store.transitions.retry(attempt, 0);
    await take();
    expect(await ran()).toBe('0');
  });

  const silentSince = async (detector: Record<string, number>) => {
    await begun();
    await store.redis.zadd(store.keys.heartbeats, 1, 't');
    await store.redis.hset(store.keys.detector, { gap_ms: 10_000, ...detector });
    const task = await store.read.get('t');
    if (!task) throw new Error('the task is gone');
    return task;
  };

  it.each([
    ['during a grace period', { grace_until: Date.now() + HOUR_MS, seen_at: Date.now() }],
    ['before a monitor saw the clock jump forth, or came back', { seen_at: Date.now() - HOUR_MS }],
    ['before a monitor saw the clock jump back', { seen_at: Date.now() + HOUR_MS }],
  ])('that are missing %s end no attempt', async (_when, detector) => {
    const task = await silentSince(detector);
    expect(await store.transitions.orphan(task, 'test')).toBe('alive');
  });

  it('that are missing end the attempt while monitors look', async () => {
    const task = await silentSince({ grace_until: Date.now() - 1, seen_at: Date.now() });
    expect(await store.transitions.orphan(task, 'test')).toBe('queued');
  });

  it('save an attempt that was taken for dead', async () => {
    const attempt = await begun();
    const task = await store.read.get('t');
    await store.redis.zadd(store.keys.heartbeats, 1, 't');
    await beat(attempt);
    expect(task && (await store.transitions.orphan(task, 'test'))).toBe('alive');
  });
});

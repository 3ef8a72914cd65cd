import { generateSubtitleFilesTask } from '@switchyard/contracts';
import type { GpuLease } from '@switchyard/gpu-lock';
import { createLogger } from '@switchyard/observability';
import { Keys, RedisConnection } from '@switchyard/redis';
import { SharedStorage } from '@switchyard/storage';
import { TaskStore, type TaskJob } from '@switchyard/task-store';
import { KeptJobs, TestRedis } from '@switchyard/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { Attempts } from './attempts';
import { Places } from './places';
import { WorkerIdentity } from './worker-identity';

describe('a worker that dies with two tasks at work', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let store: TaskStore;
  const jobs = new KeptJobs<TaskJob>();
  const worker = () =>
    new Attempts(
      new WorkerIdentity('wservice'),
      store,
      new SharedStorage('/nowhere'),
      new Places(),
      createLogger('test', 'silent'),
    );
  const next = () => ({ ...jobs.take(), delivery: 'd' });
  const get = (taskId: string) => store.read.get(taskId);

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
    const settings = { heartbeatTimeoutMs: 60_000, poisonLimit: 3, eventsMax: 100, stateTtlMs: 60_000 };
    store = new TaskStore(connection.client, new Keys(), settings, jobs);
    const dying = worker();
    for (const taskId of ['a', 'b']) {
      const ref = { taskId, taskName: generateSubtitleFilesTask.name, workflowId: taskId, queue: 'wservice' };
      const rest = { priority: 5, input: {}, request: {}, maxAttempts: 1, timeoutSeconds: 60 };
      const { task } = await store.transitions.create({ ...ref, ...rest }, 'test');
      await dying.begin(next());
      expect(task.status).toBe('queued');
    }
    for (const taskId of ['a', 'b']) {
      const task = await get(taskId);
      await store.redis.zadd(store.keys.heartbeats, 'XX', 1, taskId);
      if (task) await store.transitions.orphan(task, 'test');
    }
  });
  afterAll(async () => {
    connection.close();
    await redis.stop();
  });

  it('loses neither, and the next worker runs them one after the other', async () => {
    expect(await Promise.all(['a', 'b'].map(get))).toMatchObject([
      { status: 'queued', attempt: 0 },
      { status: 'queued', attempt: 0 },
    ]);
    const living = worker();
    const first = await living.begin(next());
    if (!first) throw new Error('the task does not wait for this job');
    const second = living.begin(next());
    await sleep(50);
    expect([...living]).toEqual([first]);
    living.end(first);
    expect(await second).toMatchObject({ taskId: 'b', attempt: 1 });
    expect((await get('b'))?.status).toBe('running');
  });

  it('lets the next worker give one back that has a GPU but no place', async () => {
    const living = worker();
    const task = await get('b');
    if (!task) throw new Error('the task is gone');
    await store.redis.zadd(store.keys.heartbeats, 'XX', 1, 'b');
    await store.redis.hset(store.keys.task('b'), { max_attempts: 9 });
    await store.transitions.orphan(task, 'test');
    const job = next();
    const gpu = { lease: { isLost: false } as GpuLease, giveBack: async () => undefined };
    expect(await living.begin(job, gpu)).toBeUndefined();
    expect(jobs.take()).toMatchObject({ taskId: 'b', returns: true });
    expect(await get('b')).toMatchObject({ status: 'queued' });
  });
});

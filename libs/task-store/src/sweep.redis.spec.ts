import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { TaskQueues } from '@switchyard/queue';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TestRedis } from '@switchyard/testing';
import type { StoredTask } from './record-codec';
import { Sweep } from './sweep';
import { TaskStore } from './task-store';
import { refOf } from './transitions';

const INTERVAL_MS = 1000;

describe('Sweep', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let store: TaskStore;
  let queues: TaskQueues;
  let sweep: Sweep;
  let removed: string[];
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
    const settings = { heartbeatTimeoutMs: 60_000, poisonLimit: 3, eventsMax: 100, stateTtlMs: 0 };
    store = new TaskStore(connection.client, new Keys(`s${(runs += 1)}:`), settings);
    queues = new TaskQueues(connection.client, store.keys);
    removed = [];
    const effects = { removeFiles: async ({ task_id }: StoredTask) => void removed.push(task_id) };
    sweep = new Sweep(store, queues, effects, { producer: 'sweep', intervalMs: INTERVAL_MS });
  });

  afterEach(() => queues.close());

  const create = async (taskId: string, workflowId = taskId): Promise<StoredTask> => {
    const ref = { taskId, taskName: generateSubtitleFilesTask.name, workflowId };
    const rest = { service: 'wservice' as const, input: {}, request: {}, maxAttempts: 3, timeoutSeconds: 60 };
    return (await store.transitions.create({ ...ref, ...rest }, 'test')).task;
  };

  const claim = async (task: StoredTask): Promise<StoredTask> => {
    const result = await store.transitions.claim(refOf(task), { fence: task.fence, token: 'x', worker: 'w' });
    if (result.outcome !== 'claimed') throw new Error(result.outcome);
    return result.task;
  };

  const complete = (task: StoredTask) =>
    store.transitions.complete({ ...refOf(task), fence: task.fence, worker: 'w' }, {});
  const get = (taskId: string) => store.read.get(taskId);
  const silence = (taskId: string) => store.redis.zadd(store.keys.heartbeats, 1, taskId);
  const lookNow = (taskId: string) => store.redis.zadd(store.keys.outbox, 1, taskId);

  it('gives a stored task without a job its job, and leaves one that has it alone', async () => {
    const task = await create('t');
    expect(await queues.has('wservice', 't', task.fence)).toBe(false);
    await lookNow('t');
    await sweep.run();
    expect(await queues.has('wservice', 't', task.fence)).toBe(true);
    const next = Number(await store.redis.zscore(store.keys.outbox, 't'));
    expect(next).toBeGreaterThan(Date.now());
    await lookNow('t');
    await sweep.run();
    expect(await get('t')).toMatchObject({ status: 'queued', fence: task.fence });
  });

  it('requeues a task whose attempt stopped beating, under a new fence and with a job', async () => {
    const running = await claim(await create('t'));
    await silence('t');
    expect(await sweep.run()).toMatchObject({ orphaned: 1, requeued: 1 });
    const task = await get('t');
    expect(task).toMatchObject({ status: 'queued', error: { code: 'WORKER_LOST' } });
    expect(await queues.has('wservice', 't', task?.fence ?? 0)).toBe(true);
    expect(await complete(running)).toBe('lost');
  });

  it('takes nobody for dead in the first heartbeat timeout after an absence', async () => {
    await sweep.run();
    await claim(await create('t'));
    await silence('t');
    await store.redis.hset(store.keys.sweep, 'last', Date.now() - INTERVAL_MS * 10);
    expect(await sweep.run()).toMatchObject({ orphaned: 0 });
    expect(await get('t')).toMatchObject({ status: 'running' });
    await store.redis.hset(store.keys.sweep, 'grace_until', Date.now() - 1);
    expect(await sweep.run()).toMatchObject({ orphaned: 1 });
  });

  it('removes the files of a task that it ends', async () => {
    const task = await claim(await create('t'));
    await store.transitions.cancel(task, 'test');
    await silence('t');
    await sweep.run();
    expect(removed).toEqual(['t']);
    expect(await get('t')).toMatchObject({ status: 'cancelled' });
  });

  it('removes record and files of an expired workflow, and nothing of one that goes on', async () => {
    await complete(await claim(await create('a', 'over')));
    await complete(await claim(await create('b', 'on')));
    const due = await store.redis.zrange(store.keys.retention, '0', '-1');
    expect(due.sort()).toEqual(['on', 'over']);
    await create('c', 'on');
    await store.redis.zadd(store.keys.retention, 1, 'on'); // the sweep had looked before the new task came
    await sweep.run();
    expect(removed).toEqual(['a']);
    expect(await get('a')).toBeNull();
    expect(await get('b')).toMatchObject({ status: 'succeeded' });
    expect(await get('c')).toMatchObject({ status: 'queued' });
  });

  it('is done by one process at a time', async () => {
    const other = new Sweep(
      store,
      queues,
      { removeFiles: async () => undefined },
      { producer: 'other', intervalMs: INTERVAL_MS },
    );
    expect(await sweep.isOurs()).toBe(true);
    expect(await other.isOurs()).toBe(false);
    expect(await sweep.isOurs()).toBe(true);
    await store.redis.del(store.keys.lease('sweep'));
    expect(await other.isOurs()).toBe(true);
  });
});

import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { Keys, RedisConnection } from '@switchyard/redis';
import { KeptJobs, TestRedis } from '@switchyard/testing';
import { RunAloneError, type Company } from './claims';
import type { StoredTask } from './record-codec';
import type { Presence } from './store-types';
import type { TaskJob } from './task-job';
import { TaskStore } from './task-store';
import { refOf } from './transitions';

const facts = { service: 'wservice', version: '1', device: 'cpu', models: [], missing: [], concurrency: 2 } as const;
const presence: Presence = { ...facts, models: [], missing: [], running: 1, host: 'h', pid: 1 };

describe('the death of a worker', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let store: TaskStore;
  let jobs: KeptJobs<TaskJob>;
  let counter = 0;

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
  });
  afterAll(async () => {
    connection.close();
    await redis.stop();
  });
  beforeEach(() => {
    const settings = { heartbeatTimeoutMs: 60_000, poisonLimit: 3, eventsMax: 100, stateTtlMs: 60_000 };
    jobs = new KeptJobs();
    store = new TaskStore(connection.client, new Keys(`s${(counter += 1)}:`), settings, jobs);
  });

  const create = (taskId: string, maxAttempts = 3) => {
    const ref = { taskId, taskName: generateSubtitleFilesTask.name, workflowId: taskId, queue: 'wservice' };
    const rest = { priority: 5, input: {}, request: {}, maxAttempts, timeoutSeconds: 60 };
    return store.transitions.create({ ...ref, ...rest }, 'test');
  };
  const get = async (taskId: string): Promise<StoredTask> => {
    const task = await store.read.get(taskId);
    if (!task) throw new Error(`${taskId} is gone`);
    return task;
  };
  const claim = (job: TaskJob, company: Company) => store.claims.claim(job, 'w', `d ${job.fence}`, company);
  const begin = (company: Company) => claim(jobs.take(), company);
  const die = async (taskId: string) => {
    await store.redis.zadd(store.keys.heartbeats, 'XX', Date.now() - 1, taskId);
    return store.transitions.orphan(await get(taskId), 'test');
  };

  it('counts nothing against a task that ran beside another, and lets it run alone from then on', async () => {
    await create('t', 1);
    await begin({ others: 'some' });
    expect(await die('t')).toBe('queued');
    expect(await get('t')).toMatchObject({ attempt: 0, deaths: 0, suspect: true, error: { code: 'WORKER_LOST' } });
    const job = jobs.take();
    await expect(claim(job, { others: 'none' })).rejects.toThrow(RunAloneError);
    expect(await claim(job, { others: 'never' })).toMatchObject({ task: { attempt: 1, suspect: true } });
    expect(await die('t')).toBe('failed');
    expect(await get('t')).toMatchObject({ attempt: 1, deaths: 1 });
  });

  it('counts nothing against a task that another one had joined', async () => {
    await create('a');
    await create('b');
    await begin({ others: 'none' });
    await begin({ others: 'some', joins: 'a' });
    expect([await die('a'), await die('b')]).toEqual(['queued', 'queued']);
    expect(await Promise.all(['a', 'b'].map(get))).toMatchObject([{ deaths: 0 }, { deaths: 0 }]);
  });

  it('counts against a task that had become alone', async () => {
    await create('t');
    await begin({ others: 'some' });
    const task = await get('t');
    const beat = { ...refOf(task), fence: task.fence, worker: 'w', progress: 0, ranMs: 1 };
    await store.heartbeats.beat('w', presence, [beat], true);
    expect(await die('t')).toBe('queued');
    expect(await get('t')).toMatchObject({ attempt: 1, deaths: 1, suspect: true });
  });

  it('is taken back when the worker, which was only cut off, is heard again', async () => {
    await create('t');
    await begin({ others: 'none' });
    const { fence, ...task } = await get('t');
    const beat = { ...refOf(task as StoredTask), fence, worker: 'w', progress: 0, ranMs: 1 };
    expect(await die('t')).toBe('queued');
    expect(await get('t')).toMatchObject({ deaths: 1 });
    for (const _again of [1, 2]) expect(await store.heartbeats.beat('w', presence, [beat])).toEqual(['lost']);
    expect(await get('t')).toMatchObject({ status: 'queued', deaths: 0, suspect: true });
  });

  it('counts nothing against a task that its worker gave back without Redis', async () => {
    await create('t');
    await begin({ others: 'none' });
    await store.redis.zadd(store.keys.heartbeats, 'XX', Date.now() - 1, 't');
    expect(await store.transitions.orphan(await get('t'), 'test', true)).toBe('queued');
    expect(await get('t')).toMatchObject({ attempt: 0, deaths: 0, suspect: true });
  });

  it('counts nothing against a task of which nothing was heard since Redis was away', async () => {
    await create('t');
    await begin({ others: 'none' });
    await store.redis.hset(store.keys.detector, { away_until: Date.now() - 1, seen_at: Date.now(), gap_ms: 10_000 });
    await store.redis.zadd(store.keys.heartbeats, 'XX', 1, 't');
    expect(await store.transitions.orphan(await get('t'), 'test')).toBe('queued');
    expect(await get('t')).toMatchObject({ attempt: 0, deaths: 0, suspect: true });
  });
});

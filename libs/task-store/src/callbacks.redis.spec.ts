import { generateSubtitleFilesTask, type TaskFailure } from '@switchyard/contracts';
import { Keys, RedisConnection } from '@switchyard/redis';
import { KeptJobs, TestRedis } from '@switchyard/testing';
import type { DueCallback } from './callbacks';
import type { StoredTask } from './record-codec';
import type { Attempt } from './store-types';
import type { TaskJob } from './task-job';
import { TaskStore } from './task-store';
import { refOf } from './transitions';

const URL = 'http://receiver.example/hook';
const failure: TaskFailure = { code: 'INTERNAL_ERROR', message: 'broke', retryable: true };

describe('Callbacks', () => {
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
    const settings = { heartbeatTimeoutMs: 60_000, poisonLimit: 1, eventsMax: 100, stateTtlMs: 60_000 };
    jobs = new KeptJobs();
    store = new TaskStore(connection.client, new Keys(`c${(counter += 1)}:`), settings, jobs);
  });

  async function create(taskId: string, callback: string | undefined = URL): Promise<StoredTask> {
    const created = await store.transitions.create(
      {
        taskId,
        taskName: generateSubtitleFilesTask.name,
        workflowId: taskId,
        queue: 'wservice',
        priority: 5,
        input: {},
        request: {},
        callback,
        maxAttempts: 1,
        timeoutSeconds: 60,
      },
      'test',
    );
    return created.task;
  }

  async function taken(): Promise<Attempt> {
    const claimed = await store.claims.claim(jobs.take(), 'w1', 'd');
    if (!claimed) throw new Error('the task does not wait for this job');
    return { ...refOf(claimed.task), fence: claimed.task.fence, worker: 'w1' };
  }

  const statusOf = async (taskId: string) => (await store.read.summary(taskId))?.callback_status;

  async function due(taskId: string): Promise<DueCallback> {
    const found = await store.callbacks.read(taskId);
    if (!found) throw new Error(`no callback of ${taskId} is due`);
    return found;
  }

  const ENDS: [string, (task: StoredTask) => Promise<unknown>][] = [
    ['succeeded', async () => store.transitions.complete(await taken(), { made: 1 })],
    ['failed', async () => store.transitions.fail(await taken(), 'failed', failure)],
    ['timed_out', async () => store.transitions.fail(await taken(), 'timed_out', failure)],
    ['cancelled', (task) => store.transitions.cancel(task, 'test')],
    [
      'failed',
      async () => {
        const { taskId } = await taken();
        await store.redis.zadd(store.keys.heartbeats, 1, taskId); // its last sign of life is long ago
        const running = await store.read.get(taskId);
        return store.transitions.orphan(running as StoredTask, 'test');
      },
    ],
  ];

  it.each(ENDS)('is due in the very step in which a task has %s', async (status, end) => {
    const task = await create('t');
    expect(await store.callbacks.due(10)).toEqual([]);
    const told = connection.another();
    const message = new Promise((resolve) => told.on('message', (_channel, id) => resolve(id)));
    await told.subscribe(store.keys.callbacks);
    await end(task);
    expect(await message).toBe('t');
    told.disconnect();
    expect(await store.callbacks.due(10)).toEqual(['t']);
    const found = await due('t');
    expect(found).toMatchObject({ url: URL, tries: 0, task: { status, callback_status: 'pending' } });
    const last = (await store.read.events('t')).at(-1);
    expect(found.seq).toBe(last?.seq);
  });

  it('is owed by no task that has none', async () => {
    await create('t', '');
    await store.transitions.complete(await taken(), {});
    expect([await store.callbacks.due(10), await statusOf('t')]).toEqual([[], 'none']);
    expect(await store.callbacks.again('t')).toBe('none');
  });

  it('comes up again until a try is told of', async () => {
    await create('t');
    await store.transitions.complete(await taken(), {});
    expect(await store.callbacks.due(10)).toEqual(['t']);
    expect(await store.callbacks.due(10)).toEqual([]);
    expect(await store.callbacks.nextInMs()).toBeGreaterThan(20_000);
    await store.callbacks.later('t', 0); // as if that time were over
    expect(await store.callbacks.due(10)).toEqual(['t']);
  });

  it('tells what came of each try, once', async () => {
    await create('t');
    await store.transitions.complete(await taken(), {});
    const first = await due('t');
    expect(await store.callbacks.tried(first, { outcome: 'pending', reason: 'no', delayMs: 50_000 }, 'm')).toBe('ok');
    expect(await store.callbacks.tried(first, { outcome: 'sent', status: 200 }, 'm2')).toBe('lost');
    expect(await store.callbacks.nextInMs()).toBeGreaterThan(40_000);
    expect(await statusOf('t')).toBe('pending');
    expect(await store.callbacks.tried(await due('t'), { outcome: 'sent', status: 204 }, 'm')).toBe('ok');
    expect([await statusOf('t'), await store.callbacks.read('t')]).toEqual(['sent', undefined]);
    expect(await store.callbacks.nextInMs()).toBeUndefined();
    const events = (await store.read.events('t')).slice(-2);
    expect(events.map(({ type, payload, producer }) => ({ type, payload, producer }))).toEqual([
      { type: 'callback_failed', payload: { try: 1, reason: 'no', retry_in: 50 }, producer: 'm' },
      { type: 'callback_sent', payload: { try: 2, status: 204 }, producer: 'm' },
    ]);
  });

  it('is sent again on request, with the same number', async () => {
    await create('t');
    expect(await store.callbacks.again('t')).toBe('unfinished');
    await store.transitions.complete(await taken(), {});
    const first = await due('t');
    expect(await store.callbacks.tried(first, { outcome: 'failed', reason: 'no' }, 'm')).toBe('ok');
    expect([await statusOf('t'), await store.callbacks.due(10)]).toEqual(['failed', []]);
    expect(await store.callbacks.again('t')).toBe('ok');
    expect(await store.callbacks.due(10)).toEqual(['t']);
    expect(await due('t')).toMatchObject({ seq: first.seq, tries: 0 });
    expect(await store.callbacks.again('nothing')).toBe('gone');
  });

  it('goes with its task', async () => {
    await create('t');
    await store.transitions.complete(await taken(), {});
    await store.transitions.remove((await store.read.get('t')) as StoredTask);
    expect([await store.callbacks.due(10), await store.callbacks.read('t')]).toEqual([[], undefined]);
  });
});

import { generateSubtitleFilesTask, type TaskFailure } from '@switchyard/contracts';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TestRedis } from '@switchyard/testing';
import { TaskStore } from './task-store';
import type { Attempt, NewTask, Presence, TakeRequest, Taken } from './store-types';
import type { StoredTask } from './record-codec';
import { refOf } from './transitions';

const HEARTBEAT_TIMEOUT_MS = 150;
const QUEUE = 'wservice';
const failure: TaskFailure = { code: 'INTERNAL_ERROR', message: 'broke', retryable: true };
const presence: Presence = {
  service: 'wservice',
  version: '1',
  device: 'cpu',
  models: [],
  missing: [],
  concurrency: 1,
  running: 0,
  host: 'h',
  pid: 1,
};

describe('TaskStore', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let store: TaskStore;
  let counter = 0;
  let requests = 0;

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
  });

  afterAll(async () => {
    connection.close();
    await redis.stop();
  });

  beforeEach(() => {
    const settings = { heartbeatTimeoutMs: HEARTBEAT_TIMEOUT_MS, poisonLimit: 3, eventsMax: 100, stateTtlMs: 60_000 };
    store = new TaskStore(connection.client, new Keys(`t${(counter += 1)}:`), settings);
  });

  const newTask = (taskId: string, more: Partial<NewTask> = {}): NewTask => ({
    taskId,
    taskName: generateSubtitleFilesTask.name,
    workflowId: taskId,
    queue: QUEUE,
    input: { segments_file: '/share/a.json' },
    request: { input_data: { segments_file: 'a.json' } },
    maxAttempts: 3,
    timeoutSeconds: 60,
    ...more,
  });

  const create = async (taskId: string, more: Partial<NewTask> = {}): Promise<StoredTask> =>
    (await store.transitions.create(newTask(taskId, more), 'test')).task;

  const take = (more: Partial<TakeRequest> = {}) =>
    store.queue.take([QUEUE], { most: 1, worker: 'w1', request: (requests += 1), ...more });

  /** Begins the attempt of the one task that waits. */
  async function taken(): Promise<Attempt> {
    const { attempts } = await take();
    if (!attempts[0]) throw new Error('nothing to take');
    const { task } = attempts[0];
    return { ...refOf(task), fence: task.fence, worker: 'w1' };
  }

  const get = async (taskId: string): Promise<StoredTask> => {
    const task = await store.read.get(taskId);
    if (!task) throw new Error(`${taskId} is gone`);
    return task;
  };

  const eventTypes = async (taskId: string): Promise<string[]> =>
    (await store.read.events(taskId)).map(({ type }) => type);

  const untilLate = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, HEARTBEAT_TIMEOUT_MS + 20));

  it('stores a task once, whatever the number of simultaneous submissions', async () => {
    const results = await Promise.all(Array.from({ length: 50 }, () => store.transitions.create(newTask('t'), 'test')));
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    expect(await store.redis.zrange(store.keys.queue(QUEUE), '0', '-1')).toEqual(['t']);
    expect(await eventTypes('t')).toEqual(['created', 'queued']);
  });

  it('goes from queued to succeeded with gapless events and one stage', async () => {
    await create('t');
    const attempt = await taken();
    expect(await store.transitions.progress(attempt, 0.5, 'half')).toBe('ok');
    expect(await store.transitions.complete(attempt, { cue_count: 2 })).toBe('ok');
    const events = await store.read.events('t');
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(events.map(({ type }) => type)).toEqual(['created', 'queued', 'started', 'progress', 'completed']);
    const context = await store.read.context('t');
    expect(context?.stages[generateSubtitleFilesTask.name]).toMatchObject({
      status: 'SUCCESS',
      attempt: 1,
      output: { cue_count: 2 },
    });
    expect(await get('t')).toMatchObject({ status: 'succeeded', progress: 1, output: { cue_count: 2 }, error: null });
  });

  it('hands each task to one of many takers', async () => {
    await Promise.all(Array.from({ length: 30 }, (_x, i) => store.transitions.create(newTask(`t${i}`), 'test')));
    const taken = await Promise.all(Array.from({ length: 20 }, (_x, i) => take({ most: 2, worker: `w${i}` })));
    const ids = taken.flatMap(({ attempts }) => attempts.map(({ task }) => task.task_id));
    expect(ids).toHaveLength(30);
    expect(new Set(ids).size).toBe(30);
  });

  it('answers a take that is sent again as it did the first time, and takes nothing more', async () => {
    await create('a');
    await create('b');
    const first = await take({ request: 7001 });
    const again = await take({ request: 7001 });
    const told = ({ attempts: [attempt] }: Taken) => JSON.stringify([attempt?.task, attempt?.readContext()]);
    expect(told(again)).toBe(told(first));
    expect(first.attempts[0]?.task).toMatchObject({ task_id: 'a', status: 'running', attempt: 1, executed_on: 'w1' });
    expect(await eventTypes('a')).toEqual(['created', 'queued', 'started']);
    expect((await take({ request: 7002 })).attempts[0]?.task.task_id).toBe('b');
  });

  it('keeps back from a take that is sent again what was taken from its worker meanwhile', async () => {
    await create('t');
    await take({ request: 7101 });
    await untilLate();
    await store.transitions.orphan(await get('t'), 'test');
    expect((await take({ request: 7101 })).attempts).toEqual([]);
    expect((await take({ request: 7102 })).attempts).toHaveLength(1);
  });

  it('refuses and counts every write of an attempt that was replaced', async () => {
    await create('t');
    const old = await taken();
    await store.transitions.retry(old, 0, { ...failure, deadly: false });
    const current = await taken();
    expect(current.fence).toBeGreaterThan(old.fence);
    expect(await store.transitions.progress(old, 0.9)).toBe('lost');
    expect(await store.transitions.complete(old, { stolen: true })).toBe('lost');
    expect(await store.transitions.fail(old, 'failed', failure)).toBe('lost');
    expect(await store.transitions.retry(old, 0)).toBe('lost');
    expect(await store.heartbeats.beat('w1', presence, [{ ...old, progress: 1, ranMs: 1 }])).toEqual(['lost']);
    expect(await store.redis.hget(store.keys.sweep, 'refused_writes')).toBe('3');
    expect(await store.transitions.complete(current, { mine: true })).toBe('ok');
    expect((await get('t')).output).toEqual({ mine: true });
  });

  it('never leaves a final state', async () => {
    await create('t');
    const attempt = await taken();
    await store.transitions.fail(attempt, 'timed_out', { ...failure, code: 'TASK_TIMEOUT' });
    expect(await store.transitions.complete(attempt, {})).toBe('lost');
    expect(await store.transitions.retry(attempt, 0)).toBe('lost');
    expect(await store.transitions.cancel(await get('t'), 'test')).toBe('final');
    await untilLate();
    expect(await store.transitions.orphan(await get('t'), 'test')).toBe('alive');
    expect((await get('t')).status).toBe('timed_out');
    expect(await eventTypes('t')).toEqual(['created', 'queued', 'started', 'hard_timeout']);
  });

  it('answers a completion that is sent again with ok and records it once', async () => {
    await create('t');
    const attempt = await taken();
    expect(await store.transitions.complete(attempt, {})).toBe('ok');
    expect(await store.transitions.complete(attempt, {})).toBe('ok');
    expect((await eventTypes('t')).filter((type) => type === 'completed')).toHaveLength(1);
  });

  it('cancels a queued task at once, and nobody can take it', async () => {
    const task = await create('t');
    expect(await store.transitions.cancel(task, 'test')).toBe('cancelled');
    expect((await take()).attempts).toEqual([]);
    expect(await get('t')).toMatchObject({ status: 'cancelled', error: { code: 'CANCELLED' } });
  });

  it('never lets a running task succeed after its cancel was acknowledged', async () => {
    await create('t');
    const attempt = await taken();
    expect(await store.transitions.cancel(await get('t'), 'test')).toBe('requested');
    expect(await store.heartbeats.beat('w1', presence, [{ ...attempt, progress: 0.1, ranMs: 1 }])).toEqual(['cancel']);
    expect(await store.transitions.complete(attempt, {})).toBe('cancel');
    expect(await store.transitions.fail(attempt, 'cancelled', failure)).toBe('ok');
    expect((await get('t')).status).toBe('cancelled');
  });

  it('leaves a beating attempt alone and fences off a late one', async () => {
    await create('t');
    const attempt = await taken();
    expect(await store.transitions.orphan(await get('t'), 'test')).toBe('alive');
    await untilLate();
    expect(await store.transitions.orphan(await get('t'), 'test')).toBe('queued');
    expect((await get('t')).fence).toBeGreaterThan(attempt.fence);
    expect(await store.transitions.complete(attempt, {})).toBe('lost');
    expect(await get('t')).toMatchObject({ status: 'queued', deaths: 1, error: { code: 'WORKER_LOST' } });
  });

  it('ends an input that killed its worker three times as poisonous', async () => {
    await create('t', { maxAttempts: 10 });
    for (let death = 1; death <= 3; death += 1) {
      await taken();
      await untilLate();
      await store.transitions.orphan(await get('t'), 'test');
    }
    expect(await get('t')).toMatchObject({ status: 'failed', deaths: 3, attempt: 3, error: { code: 'POISON_TASK' } });
  });

  it('ends a task out of attempts with the reason of the last one', async () => {
    await create('t', { maxAttempts: 1 });
    await taken();
    await untilLate();
    await store.transitions.orphan(await get('t'), 'test');
    expect(await get('t')).toMatchObject({ status: 'failed', error: { code: 'WORKER_LOST' } });
  });

  it('cancels instead of requeueing when a late task was asked to cancel', async () => {
    await create('t');
    await taken();
    await store.transitions.cancel(await get('t'), 'test');
    await untilLate();
    expect(await store.transitions.orphan(await get('t'), 'test')).toBe('cancelled');
  });

  it('counts no attempt when a worker hands its work on', async () => {
    await create('t');
    const attempt = await taken();
    await store.transitions.retry(attempt, 0);
    expect(await get('t')).toMatchObject({ status: 'queued', attempt: 0, deaths: 0, error: null });
  });

  it('keeps the latest success of a name as the stage of its workflow', async () => {
    await create('a', { workflowId: 'w' });
    const first = await taken();
    await store.transitions.complete(first, { from: 'a' });
    await create('b', { workflowId: 'w' });
    const second = await taken();
    expect((await store.read.context('w'))?.stages[second.taskName]?.output).toEqual({ from: 'a' });
    await store.transitions.fail(second, 'failed', failure);
    expect((await store.read.context('w'))?.stages[second.taskName]?.output).toEqual({ from: 'a' });
    await create('c', { workflowId: 'w' });
    const third = await taken();
    await store.transitions.complete(third, { from: 'c' });
    expect((await store.read.context('w'))?.stages[third.taskName]?.output).toEqual({ from: 'c' });
  });

  it('lets the time to live of a workflow begin with the end of its last task', async () => {
    await create('a', { workflowId: 'w' });
    const first = await taken();
    await create('b', { workflowId: 'w' });
    const second = await taken();
    await store.transitions.complete(first, {});
    expect(await store.redis.zscore(store.keys.retention, 'w')).toBeNull();
    await store.transitions.complete(second, {});
    expect(await store.redis.zscore(store.keys.retention, 'w')).not.toBeNull();
    await create('c', { workflowId: 'w' });
    expect(await store.redis.zscore(store.keys.retention, 'w')).toBeNull();
  });

  it('lists newest first, page by page, without missing or repeating one', async () => {
    for (let i = 0; i < 25; i += 1) await create(`t${i}`);
    await store.transitions.cancel(await get('t7'), 'test');
    const seen: string[] = [];
    let before: number | undefined;
    for (;;) {
      const page = await store.read.list({ limit: 10, before });
      seen.push(...page.map(({ task_id }) => task_id));
      before = page.at(-1)?.number;
      if (page.length < 10) break;
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_x, i) => `t${24 - i}`));
    expect((await store.read.list({ limit: 10, status: 'cancelled' })).map(({ task_id }) => task_id)).toEqual(['t7']);
  });

  it('answers each of many who ask at once with the task they asked for', async () => {
    const ids = Array.from({ length: 150 }, (_x, i) => `t${i}`);
    for (const id of ids) await create(id);
    const answers = await Promise.all(['gone', ...ids].map((id) => store.read.status(id)));
    expect(answers[0]).toBeNull();
    expect(answers.slice(1).map((found) => [found?.task.task_id, found?.ahead])).toEqual(ids.map((id, i) => [id, i]));
  });

  it('tells everybody who asked that Redis did not answer', async () => {
    await create('t');
    await store.redis.set(store.keys.task('u'), 'no record');
    const asked = await Promise.allSettled(['t', 'u'].map((id) => store.read.status(id)));
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await store.read.status('t'))?.task.task_id).toBe('t');
  });

  it('keeps the newest events and says by their numbers what was trimmed', async () => {
    store = new TaskStore(store.redis, store.keys, { ...store.settings, eventsMax: 10 });
    await create('t');
    const attempt = await taken();
    for (let i = 0; i < 30; i += 1) await store.transitions.progress(attempt, i / 30);
    const events = await store.read.events('t');
    expect(events.map(({ seq }) => seq)).toEqual([24, 25, 26, 27, 28, 29, 30, 31, 32, 33]);
  });

  it('forgets a final task and, with the last one, its workflow', async () => {
    await create('t');
    const attempt = await taken();
    expect(await store.transitions.remove(await get('t'))).toBe('changed');
    await store.transitions.complete(attempt, {});
    expect(await store.transitions.remove(await get('t'))).toBe('ok');
    const keys = await store.redis.keys(`${store.keys.task('')}*`);
    expect(keys).toEqual([]);
    expect(await store.redis.exists(store.keys.workflow('t'), store.keys.taskEvents('t'))).toBe(0);
  });

  it('removes nothing of an expired workflow that a new task has joined', async () => {
    await create('a', { workflowId: 'w' });
    const first = await taken();
    await store.transitions.complete(first, {});
    const ended = await get('a');
    const waiting = await create('b', { workflowId: 'w' });
    expect(await store.transitions.remove(waiting, true)).toBe('changed');
    expect(await store.transitions.remove(ended, true)).toBe('changed');
    expect(await store.transitions.remove(ended)).toBe('ok');
    expect((await get('b')).status).toBe('queued');
  });

  it('runs on when Redis has forgotten the scripts', async () => {
    await store.redis.script('FLUSH');
    await create('t');
    const attempt = await taken();
    expect(await store.transitions.complete(attempt, {})).toBe('ok');
  });
});

import { generateSubtitleFilesTask, type TaskFailure } from '@switchyard/contracts';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TestRedis } from '@switchyard/testing';
import { TaskStore } from './task-store';
import type { Attempt, ClaimRequest, NewTask, Presence } from './store-types';
import type { StoredTask } from './record-codec';
import { refOf } from './transitions';

const HEARTBEAT_TIMEOUT_MS = 150;
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
    service: 'wservice',
    input: { segments_file: '/share/a.json' },
    request: { input_data: { segments_file: 'a.json' } },
    maxAttempts: 3,
    timeoutSeconds: 60,
    ...more,
  });

  const create = async (taskId: string, more: Partial<NewTask> = {}): Promise<StoredTask> =>
    (await store.transitions.create(newTask(taskId, more), 'test')).task;

  const claim = (task: StoredTask, more: Partial<ClaimRequest> = {}) =>
    store.transitions.claim(refOf(task), { fence: task.fence, token: `${Math.random()}`, worker: 'w1', ...more });

  async function claimed(task: StoredTask): Promise<Attempt> {
    const result = await claim(task);
    if (result.outcome !== 'claimed') throw new Error(result.outcome);
    return { ...refOf(task), fence: result.task.fence, worker: 'w1' };
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
    expect(await store.redis.zcard(store.keys.outbox)).toBe(1);
    expect(await eventTypes('t')).toEqual(['created', 'queued']);
  });

  it('goes from queued to succeeded with gapless events and one stage', async () => {
    const attempt = await claimed(await create('t'));
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

  it('gives a task to one of many claims', async () => {
    const task = await create('t');
    const results = await Promise.all(Array.from({ length: 20 }, () => claim(task)));
    expect(results.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1);
    expect(results.filter(({ outcome }) => outcome === 'live')).toHaveLength(19);
  });

  it('answers a claim that is sent again as it did the first time', async () => {
    const task = await create('t');
    const first = await claim(task, { token: 'same' });
    const second = await claim(task, { token: 'same' });
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(second).toMatchObject({ outcome: 'claimed', task: { status: 'running', attempt: 1, input: task.input } });
    expect(await eventTypes('t')).toEqual(['created', 'queued', 'started']);
  });

  it('drops a job that was queued under an older fence', async () => {
    const task = await create('t');
    const attempt = await claimed(task);
    await store.transitions.retry(attempt, 0, { ...failure, deadly: false });
    expect(await claim(task)).toEqual({ outcome: 'stale' });
  });

  it('refuses and counts every write of an attempt that was replaced', async () => {
    const old = await claimed(await create('t'));
    await store.transitions.retry(old, 0, { ...failure, deadly: false });
    const current = await claimed(await get('t'));
    expect(current.fence).toBeGreaterThan(old.fence);
    expect(await store.transitions.progress(old, 0.9)).toBe('lost');
    expect(await store.transitions.complete(old, { stolen: true })).toBe('lost');
    expect(await store.transitions.fail(old, 'failed', failure)).toBe('lost');
    expect(await store.transitions.retry(old, 0)).toBe('lost');
    expect(await store.heartbeats.beat('w1', presence, [{ ...old, progress: 1 }])).toEqual(['lost']);
    expect(await store.redis.hget(store.keys.sweep, 'refused_writes')).toBe('3');
    expect(await store.transitions.complete(current, { mine: true })).toBe('ok');
    expect((await get('t')).output).toEqual({ mine: true });
  });

  it('never leaves a final state', async () => {
    const attempt = await claimed(await create('t'));
    await store.transitions.fail(attempt, 'timed_out', { ...failure, code: 'TASK_TIMEOUT' });
    expect(await store.transitions.complete(attempt, {})).toBe('lost');
    expect(await store.transitions.retry(attempt, 0)).toBe('lost');
    expect(await store.transitions.cancel(await get('t'), 'test')).toBe('final');
    await untilLate();
    expect(await store.transitions.orphan(await get('t'), 'test')).toMatchObject({ outcome: 'alive' });
    expect((await get('t')).status).toBe('timed_out');
    expect(await eventTypes('t')).toEqual(['created', 'queued', 'started', 'hard_timeout']);
  });

  it('answers a completion that is sent again with ok and records it once', async () => {
    const attempt = await claimed(await create('t'));
    expect(await store.transitions.complete(attempt, {})).toBe('ok');
    expect(await store.transitions.complete(attempt, {})).toBe('ok');
    expect((await eventTypes('t')).filter((type) => type === 'completed')).toHaveLength(1);
  });

  it('cancels a queued task at once, and its job finds nothing to do', async () => {
    const task = await create('t');
    expect(await store.transitions.cancel(task, 'test')).toBe('cancelled');
    expect(await claim(task)).toEqual({ outcome: 'final' });
    expect(await get('t')).toMatchObject({ status: 'cancelled', error: { code: 'CANCELLED' } });
  });

  it('never lets a running task succeed after its cancel was acknowledged', async () => {
    const attempt = await claimed(await create('t'));
    expect(await store.transitions.cancel(await get('t'), 'test')).toBe('requested');
    expect(await store.heartbeats.beat('w1', presence, [{ ...attempt, progress: 0.1 }])).toEqual(['cancel']);
    expect(await store.transitions.complete(attempt, {})).toBe('cancel');
    expect(await store.transitions.fail(attempt, 'cancelled', failure)).toBe('ok');
    expect((await get('t')).status).toBe('cancelled');
  });

  it('leaves a beating attempt alone and fences off a late one', async () => {
    const attempt = await claimed(await create('t'));
    expect(await store.transitions.orphan(await get('t'), 'test')).toMatchObject({ outcome: 'alive' });
    await untilLate();
    const { outcome, fence } = await store.transitions.orphan(await get('t'), 'test');
    expect(outcome).toBe('queued');
    expect(fence).toBeGreaterThan(attempt.fence);
    expect(await store.transitions.complete(attempt, {})).toBe('lost');
    expect(await get('t')).toMatchObject({ status: 'queued', deaths: 1, error: { code: 'WORKER_LOST' } });
  });

  it('tells a redelivery whether the attempt it finds lives or is late', async () => {
    const task = await create('t');
    await claimed(task);
    expect(await claim(task)).toEqual({ outcome: 'live' });
    await untilLate();
    expect(await claim(task)).toEqual({ outcome: 'late' });
  });

  it('ends an input that killed its worker three times as poisonous', async () => {
    await create('t', { maxAttempts: 10 });
    for (let death = 1; death <= 3; death += 1) {
      await claimed(await get('t'));
      await untilLate();
      await store.transitions.orphan(await get('t'), 'test');
    }
    expect(await get('t')).toMatchObject({ status: 'failed', deaths: 3, attempt: 3, error: { code: 'POISON_TASK' } });
  });

  it('ends a task out of attempts with the reason of the last one', async () => {
    await create('t', { maxAttempts: 1 });
    await claimed(await get('t'));
    await untilLate();
    await store.transitions.orphan(await get('t'), 'test');
    expect(await get('t')).toMatchObject({ status: 'failed', error: { code: 'WORKER_LOST' } });
  });

  it('cancels instead of requeueing when a late task was asked to cancel', async () => {
    await claimed(await create('t'));
    await store.transitions.cancel(await get('t'), 'test');
    await untilLate();
    expect(await store.transitions.orphan(await get('t'), 'test')).toMatchObject({ outcome: 'cancelled' });
  });

  it('counts no attempt when a worker hands its work on', async () => {
    const attempt = await claimed(await create('t'));
    await store.transitions.retry(attempt, 0);
    expect(await get('t')).toMatchObject({ status: 'queued', attempt: 0, deaths: 0, error: null });
  });

  it('keeps the latest success of a name as the stage of its workflow', async () => {
    const first = await claimed(await create('a', { workflowId: 'w' }));
    await store.transitions.complete(first, { from: 'a' });
    const second = await claimed(await create('b', { workflowId: 'w' }));
    expect((await store.read.context('w'))?.stages[second.taskName]?.output).toEqual({ from: 'a' });
    await store.transitions.fail(second, 'failed', failure);
    expect((await store.read.context('w'))?.stages[second.taskName]?.output).toEqual({ from: 'a' });
    const third = await claimed(await create('c', { workflowId: 'w' }));
    await store.transitions.complete(third, { from: 'c' });
    expect((await store.read.context('w'))?.stages[third.taskName]?.output).toEqual({ from: 'c' });
  });

  it('lets the time to live of a workflow begin with the end of its last task', async () => {
    const first = await claimed(await create('a', { workflowId: 'w' }));
    const second = await claimed(await create('b', { workflowId: 'w' }));
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

  it('keeps the newest events and says by their numbers what was trimmed', async () => {
    store = new TaskStore(store.redis, store.keys, { ...store.settings, eventsMax: 10 });
    const attempt = await claimed(await create('t'));
    for (let i = 0; i < 30; i += 1) await store.transitions.progress(attempt, i / 30);
    const events = await store.read.events('t');
    expect(events.map(({ seq }) => seq)).toEqual([24, 25, 26, 27, 28, 29, 30, 31, 32, 33]);
  });

  it('forgets a final task and, with the last one, its workflow', async () => {
    const attempt = await claimed(await create('t'));
    expect(await store.transitions.remove(await get('t'))).toBe('changed');
    await store.transitions.complete(attempt, {});
    expect(await store.transitions.remove(await get('t'))).toBe('ok');
    const keys = await store.redis.keys(`${store.keys.task('')}*`);
    expect(keys).toEqual([]);
    expect(await store.redis.exists(store.keys.workflow('t'), store.keys.taskEvents('t'))).toBe(0);
  });

  it('removes nothing of an expired workflow that a new task has joined', async () => {
    const first = await claimed(await create('a', { workflowId: 'w' }));
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
    const attempt = await claimed(await create('t'));
    expect(await store.transitions.complete(attempt, {})).toBe('ok');
  });
});

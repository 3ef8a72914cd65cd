import { TASK_STATES, generateSubtitleFilesTask, type TaskFailure } from '@switchyard/contracts';
import { Keys, RedisConnection } from '@switchyard/redis';
import { KeptJobs, TestRedis } from '@switchyard/testing';
import { TaskStore } from './task-store';
import type { Attempt, NewTask, Presence } from './store-types';
import type { StoredTask } from './record-codec';
import { jobId, jobOf, type TaskJob } from './task-job';
import { refOf } from './transitions';

const HEARTBEAT_TIMEOUT_MS = 60_000;
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
  let jobs: KeptJobs<TaskJob>;
  let counter = 0;
  let deliveries = 0;

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
    jobs = new KeptJobs();
    store = new TaskStore(connection.client, new Keys(`t${(counter += 1)}:`), settings, jobs);
  });

  const newTask = (taskId: string, more: Partial<NewTask> = {}): NewTask => ({
    taskId,
    taskName: generateSubtitleFilesTask.name,
    workflowId: taskId,
    queue: QUEUE,
    priority: 5,
    input: { segments_file: '/share/a.json' },
    request: { input_data: { segments_file: 'a.json' } },
    maxAttempts: 3,
    timeoutSeconds: 60,
    ...more,
  });

  const create = async (taskId: string, more: Partial<NewTask> = {}): Promise<StoredTask> =>
    (await store.transitions.create(newTask(taskId, more), 'test')).task;

  const claim = (job: TaskJob, delivery = `d${(deliveries += 1)}`) => store.claims.claim(job, 'w1', delivery);

  /** Begins the attempt of the task whose job waits longest. */
  async function taken(): Promise<Attempt> {
    const claimed = await claim(jobs.take());
    if (!claimed) throw new Error('the task does not wait for this job');
    const { task } = claimed;
    return { ...refOf(task), fence: task.fence, worker: 'w1' };
  }

  const get = async (taskId: string): Promise<StoredTask> => {
    const task = await store.read.get(taskId);
    if (!task) throw new Error(`${taskId} is gone`);
    return task;
  };

  const eventTypes = async (taskId: string): Promise<string[]> =>
    (await store.read.events(taskId)).map(({ type }) => type);

  /** Its last sign of life is long ago. */
  const silence = (taskId: string) => store.redis.zadd(store.keys.heartbeats, 'XX', 1, taskId);

  it('stores a task once, whatever the number of simultaneous submissions', async () => {
    const results = await Promise.all(Array.from({ length: 50 }, () => store.transitions.create(newTask('t'), 'test')));
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    expect(jobs.waiting).toEqual([jobOf(await get('t'))]);
    expect(await eventTypes('t')).toEqual(['created', 'queued']);
  });

  it.each([
    [
      2,
      [
        { path: '/share/0.srt', bytes: 5 },
        { path: '/share/1.srt', bytes: 5 },
      ],
    ],
    [21, [{ files: 21, bytes: 105 }]],
  ])('tells of %d files that it made before it is over', async (count, told) => {
    await create('t');
    const files = Array.from({ length: count }, (_, at) => ({ path: `/share/${at}.srt`, bytes: 5 }));
    expect(await store.transitions.complete(await taken(), {}, files)).toBe('ok');
    const events = await store.read.events('t', 3);
    expect(events.slice(0, -1).map(({ type, payload }) => ({ type, payload }))).toEqual(
      told.map((payload) => ({ type: 'artifact', payload })),
    );
    expect(events.at(-1)).toMatchObject({ type: 'completed', seq: 4 + told.length });
    const next = await store.read.events('t', 3 + told.length);
    expect(next.map(({ type }) => type)).toEqual(['completed']);
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

  it('begins one attempt, however often its job is delivered', async () => {
    await create('t');
    const job = jobs.take();
    const claims = await Promise.all(Array.from({ length: 20 }, () => claim(job)));
    expect(claims.filter((claimed) => claimed !== null)).toHaveLength(1);
  });

  it('answers a claim that is sent again as it did the first time, and begins nothing more', async () => {
    await create('a');
    const job = jobs.take();
    const first = await claim(job, 'd');
    const again = await claim(job, 'd');
    expect(first?.task).toMatchObject({ task_id: 'a', status: 'running', attempt: 1, executed_on: 'w1' });
    expect([again?.task, again?.readContext()]).toEqual([first?.task, first?.readContext()]);
    expect(await eventTypes('a')).toEqual(['created', 'queued', 'started']);
  });

  it('refuses a claim that is sent again when the attempt was taken from its worker meanwhile', async () => {
    await create('t');
    const job = jobs.take();
    await claim(job, 'd');
    await silence('t');
    await store.transitions.orphan(await get('t'), 'test');
    expect(await claim(job, 'd')).toBeNull();
    expect(await claim(jobs.take())).not.toBeNull();
  });

  it.each([
    ['is gone', async () => void (await store.redis.del(store.keys.task('t')))],
    ['is final', async () => void (await store.transitions.cancel(await get('t'), 'test'))],
    ['runs', async () => void (await taken())],
    ['waits for another job', async () => void (await store.claims.release(await get('t')))],
  ])('begins nothing for a job whose task %s', async (_how, happens) => {
    await create('t');
    const job = jobOf(await get('t'));
    await happens();
    const before = await store.redis.hgetall(store.keys.task('t'));
    expect(await claim(job)).toBeNull();
    expect(await store.redis.hgetall(store.keys.task('t'))).toEqual(before);
  });

  it('tells what a task waits for whose job a worker has, until its attempt begins', async () => {
    const task = await create('t');
    const job = jobs.take();
    expect(await store.claims.wait(job, 'waiting for gpu_lock:0, 3rd')).toBe('ok');
    expect(await get('t')).toMatchObject({ status: 'queued', attempt: 0, waits_for: 'waiting for gpu_lock:0, 3rd' });
    await claim(job);
    expect(await get('t')).toMatchObject({ status: 'running', waits_for: null });
    expect(await store.claims.wait({ ...job, fence: task.fence }, 'late')).toBe('lost');
  });

  it('lets a task go under a new fence, once, and before tasks that had no turn yet', async () => {
    const task = await create('t');
    const job = jobs.take();
    await store.claims.wait(job, 'waiting for a GPU');
    expect(await store.claims.release(task)).toBe('ok');
    expect(await store.claims.release(task)).toBe('ok'); // sent again because the reply was lost
    expect(jobs.waiting).toEqual([{ ...job, fence: (await get('t')).fence, returns: true }]);
    expect(await get('t')).toMatchObject({ status: 'queued', attempt: 0, waits_for: null });
    await taken();
    expect(await store.claims.release(task)).toBe('lost');
  });

  it('adds the job of a task that comes back: after its delay, or at once when its worker died', async () => {
    await create('t', { priority: 9 });
    const attempt = await taken();
    await store.transitions.retry(attempt, 500, { ...failure, deadly: false });
    const ref = { taskId: 't', taskName: attempt.taskName, queue: QUEUE, priority: 9, returns: true };
    expect(jobs.waiting).toEqual([expect.objectContaining({ ...ref, fence: (await get('t')).fence, delayMs: 500 })]);
    await taken();
    await silence('t');
    await store.transitions.orphan(await get('t'), 'test');
    expect(jobs.waiting).toEqual([expect.objectContaining({ ...ref, fence: (await get('t')).fence, delayMs: 0 })]);
  });

  it('removes the job of a task that is cancelled while it waits', async () => {
    await store.transitions.cancel(await create('t'), 'test');
    expect(jobs.waiting).toEqual([]);
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
    expect(await store.transitions.note(old, 'output', {})).toBe('lost');
    expect(await store.heartbeats.beat('w1', presence, [{ ...old, progress: 1, ranMs: 1 }])).toEqual(['lost']);
    expect(await store.redis.hget(store.keys.detector, 'refused_writes')).toBe('6');
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
    await silence('t');
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

  it('cancels a queued task at once, and no attempt at it begins', async () => {
    const task = await create('t');
    expect(await store.transitions.cancel(task, 'test')).toBe('cancelled');
    expect(await claim(jobOf(task))).toBeNull();
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
    await silence('t');
    expect(await store.transitions.orphan(await get('t'), 'test')).toBe('queued');
    expect((await get('t')).fence).toBeGreaterThan(attempt.fence);
    expect(await store.transitions.complete(attempt, {})).toBe('lost');
    expect(await get('t')).toMatchObject({ status: 'queued', deaths: 1, error: { code: 'WORKER_LOST' } });
  });

  it('ends an input that killed its worker three times as poisonous', async () => {
    await create('t', { maxAttempts: 10 });
    for (let death = 1; death <= 3; death += 1) {
      await taken();
      await silence('t');
      await store.transitions.orphan(await get('t'), 'test');
    }
    expect(await get('t')).toMatchObject({ status: 'failed', deaths: 3, attempt: 3, error: { code: 'POISON_TASK' } });
  });

  it('ends a task out of attempts with the reason of the last one', async () => {
    await create('t', { maxAttempts: 1 });
    await taken();
    await silence('t');
    await store.transitions.orphan(await get('t'), 'test');
    expect(await get('t')).toMatchObject({ status: 'failed', error: { code: 'WORKER_LOST' } });
  });

  it('cancels instead of requeueing when a late task was asked to cancel', async () => {
    await create('t');
    await taken();
    await store.transitions.cancel(await get('t'), 'test');
    await silence('t');
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
    for (const id of ids)
      await store.redis.zadd(store.keys.waitingJobs(QUEUE), ids.indexOf(id), jobId(jobOf(await create(id))));
    const answers = await Promise.all(['gone', ...ids].map((id) => store.read.status(id)));
    expect(answers[0]).toBeNull();
    expect(answers.slice(1).map((found) => [found?.task.task_id, found?.ahead])).toEqual(ids.map((id, i) => [id, i]));
  });

  it('rejects all reads of one round trip when Redis refuses one of them', async () => {
    await create('t');
    await store.redis.set(store.keys.task('u'), 'no record');
    const asked = await Promise.allSettled(['t', 'u'].map((id) => store.read.status(id)));
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await store.read.status('t'))?.task.task_id).toBe('t');
  });

  it('keeps the newest events and says by their numbers what was trimmed', async () => {
    store = new TaskStore(store.redis, store.keys, { ...store.settings, eventsMax: 10 }, jobs);
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

  describe('the outbox', () => {
    const nextInMs = async (): Promise<number> => (await store.outbox.nextInMs()) ?? Infinity;
    const overdue = (taskId: string) => store.redis.zadd(store.keys.outbox, 'XX', 1, taskId);

    it('tells of a job once it should have been added, then again only after a while', async () => {
      const { created_at } = await create('t');
      expect(await store.outbox.due(10)).toEqual([]);
      const expectedAt = Number(await store.redis.zscore(store.keys.outbox, 't'));
      expect(expectedAt - Date.parse(created_at)).toBeGreaterThan(1000);
      expect(await nextInMs()).toBeLessThanOrEqual(3000);
      await overdue('t');
      expect(await nextInMs()).toBe(0);
      expect(await store.outbox.due(10)).toEqual([jobOf(await get('t'))]);
      expect(await store.outbox.due(10)).toEqual([]);
      expect(await nextInMs()).toBeGreaterThan(50_000);
    });

    it('tells nothing of tasks that run or are final', async () => {
      await create('runs');
      await taken();
      await store.transitions.cancel(await create('ends'), 'test');
      expect(await store.redis.exists(store.keys.outbox)).toBe(0);
      expect(await store.outbox.nextInMs()).toBeUndefined();
    });

    it('does not hold a delayed job back by as much as the clock was set back', async () => {
      await create('t');
      await store.transitions.retry(await taken(), 1000, { ...failure, deadly: false });
      await store.redis.hset(store.keys.task('t'), 'due_at', Date.now() + 3_600_000);
      await overdue('t');
      expect(await store.outbox.due(10)).toEqual([expect.objectContaining({ taskId: 't', delayMs: 0 })]);
    });

    it('looks at no more than a hundred jobs a second, however many wait', async () => {
      const now = Date.now();
      await store.redis.zadd(store.keys.outbox, ...Array.from({ length: 10_000 }, (_x, i) => [now, `t${i}`]).flat());
      await overdue('t0');
      await store.outbox.due(1);
      const next = Number(await store.redis.zscore(store.keys.outbox, 't0'));
      expect((next - now) / 1000).toBeGreaterThanOrEqual(100);
    });
  });

  describe('fences and numbers', () => {
    it('grow on when the counter is lost or set back', async () => {
      // numbers are milliseconds then, and no counter is lost and written again within one
      const nextMillisecond = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));
      const a = await create('a');
      await store.redis.del(store.keys.number);
      await nextMillisecond();
      const b = await create('b');
      await store.redis.set(store.keys.number, 1);
      await nextMillisecond();
      const c = await create('c');
      expect(b.number).toBeGreaterThan(a.number);
      expect(c.number).toBeGreaterThan(b.number);
    });

    it('grow on when Redis has forgotten the last attempt', async () => {
      await create('t');
      const before = await store.redis.hgetall(store.keys.task('t'));
      const job = jobs.take();
      const lost = await claim(job);
      await store.redis.del(store.keys.task('t'));
      await store.redis.hset(store.keys.task('t'), before);
      await new Promise((resolve) => setTimeout(resolve, 2)); // nothing restarts within the same millisecond
      const again = await claim(job);
      expect(again?.task.fence).toBeGreaterThan(lost?.task.fence ?? Infinity);
      const attempt = { ...refOf(lost?.task as StoredTask), fence: lost?.task.fence ?? 0, worker: 'w1' };
      expect(await store.transitions.complete(attempt, {})).toBe('lost');
    });

    it('grow on when the clock of Redis is behind', async () => {
      await create('t');
      const ahead = Date.now() + 3_600_000;
      await store.redis.hset(store.keys.task('t'), 'fence', ahead);
      await store.redis.set(store.keys.number, ahead);
      expect((await claim({ ...jobs.take(), fence: ahead }))?.task.fence).toBe(ahead + 1);
      expect((await create('u')).number).toBe(ahead + 1);
    });
  });

  it('lists a page of a hundred thousand tasks at the cost of one of a thousand', async () => {
    const { redis, keys, read } = store;
    await create('t');
    const keyOf = keys.taskIndex(generateSubtitleFilesTask.name, 'succeeded', 'a');
    const fill = async (from: number, to: number): Promise<void> => {
      for (let at = from; at < to; at += 1000)
        await redis.zadd(keyOf, ...Array.from({ length: 1000 }, (_x, i) => [at + i, `t${at + i}`]).flat());
    };
    /** Seconds of a processor that Redis has used. */
    const worked = async (): Promise<number> => {
      const used = (await redis.info('cpu')).matchAll(/^used_cpu_(?:sys|user):([\d.]+)/gm);
      return [...used].reduce((sum, [, seconds]) => sum + Number(seconds), 0);
    };
    /** What a page in the middle of all costs, many times. */
    const cost = async (all: number): Promise<number> => {
      const before = await worked();
      for (let i = 0; i < 100; i += 1)
        expect(await read.newest({ states: TASK_STATES, limit: 50, owner: 'a', before: all / 2 })).toHaveLength(50);
      return (await worked()) - before;
    };
    await fill(0, 1000);
    const small = await cost(1000);
    await fill(1000, 100_000);
    expect(await cost(100_000)).toBeLessThan(3 * small);
  });

  it('runs on when Redis has forgotten the scripts', async () => {
    await store.redis.script('FLUSH');
    await create('t');
    const attempt = await taken();
    expect(await store.transitions.complete(attempt, {})).toBe('ok');
  });
});

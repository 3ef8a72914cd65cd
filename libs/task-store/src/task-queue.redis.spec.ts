import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TestRedis, waitFor } from '@switchyard/testing';
import { QueueBell } from './queue-bell';
import type { StoredTask } from './record-codec';
import { TaskStore } from './task-store';
import { refOf } from './transitions';

const CPU = 'paddleocr';
const GPU = 'paddleocr:gpu';
const LEASE_MS = 60_000;

describe('TaskQueue', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let store: TaskStore;
  let runs = 0;
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
    const settings = { heartbeatTimeoutMs: 60_000, poisonLimit: 3, eventsMax: 100, stateTtlMs: 60_000 };
    store = new TaskStore(connection.client, new Keys(`q${(runs += 1)}:`), settings);
  });

  const create = async (taskId: string, queue = CPU): Promise<StoredTask> => {
    const ref = { taskId, taskName: generateSubtitleFilesTask.name, workflowId: taskId, queue };
    const rest = { input: { a: 1 }, request: {}, maxAttempts: 3, timeoutSeconds: 60 };
    return (await store.transitions.create({ ...ref, ...rest }, 'test')).task;
  };

  const asking = (most: number, worker = 'w') => ({ most, worker, request: (requests += 1) });

  const take = async (most: number, queues = [CPU, GPU]): Promise<StoredTask[]> =>
    (await store.queue.take(queues, asking(most))).attempts.map(({ task }) => task);

  const reserve = async (most: number, worker = 'w', leaseMs = LEASE_MS): Promise<StoredTask[]> =>
    (await store.queue.reserve([GPU], asking(most, worker), leaseMs)).tasks;

  const ids = (tasks: StoredTask[]): string[] => tasks.map(({ task_id }) => task_id);
  const get = async (taskId: string): Promise<StoredTask> => {
    const task = await store.read.get(taskId);
    if (!task) throw new Error(`${taskId} is gone`);
    return task;
  };
  const attemptOf = (task: StoredTask) => ({ ...refOf(task), fence: task.fence, worker: 'w' });
  const broke = { code: 'INTERNAL_ERROR', message: 'broke', retryable: true, deadly: false } as const;

  /** By Redis' clock, which decides. */
  const untilDue = async (taskId: string): Promise<void> => {
    const due = Number(await connection.client.zscore(store.keys.delayed(CPU), taskId));
    await waitFor('its hour', async () => {
      const [seconds, microseconds] = await connection.client.time();
      return Number(seconds) * 1000 + Math.floor(Number(microseconds) / 1000) >= due;
    });
  };

  describe('taking', () => {
    it('gives the first of several queues together, in the order of their submission', async () => {
      for (const [i, queue] of [GPU, CPU, CPU, GPU, CPU].entries()) await create(`t${i}`, queue);
      expect(ids(await take(3))).toEqual(['t0', 't1', 't2']);
      expect(ids(await take(3, [CPU]))).toEqual(['t4']);
      expect(ids(await take(3))).toEqual(['t3']);
    });

    it('gives a task that was handed back before those that came after it', async () => {
      await create('first');
      await create('second');
      const [first] = await take(1);
      if (!first) throw new Error('nothing to take');
      await store.transitions.retry(attemptOf(first), 0);
      expect(ids(await take(2))).toEqual(['first', 'second']);
    });

    it('holds a delayed task back until it is due, says when that is, and gives it its old place', async () => {
      await create('first');
      const [first] = await take(1);
      if (!first) throw new Error('nothing to take');
      await store.transitions.retry(attemptOf(first), 300, broke);
      await create('second');
      const early = await store.queue.take([CPU], asking(5));
      expect(ids(early.attempts.map(({ task }) => task))).toEqual(['second']);
      expect(early.dueInMs).toBeGreaterThan(0);
      expect(early.dueInMs).toBeLessThanOrEqual(300);
      await create('third');
      await untilDue('first');
      expect(ids(await take(5))).toEqual(['first', 'third']);
    });

    it('does not hold a delayed task back by as much as the clock was set back', async () => {
      await create('first');
      const [first] = await take(1);
      if (!first) throw new Error('nothing to take');
      await store.transitions.retry(attemptOf(first), 1000, broke);
      await connection.client.zincrby(store.keys.delayed(CPU), 3_600_000, 'first');
      expect(ids(await take(1))).toEqual(['first']);
    });

    it('never gives a task that was cancelled while it was queued, delayed or set aside', async () => {
      await create('queued');
      await create('delayed');
      await create('aside', GPU);
      await store.transitions.cancel(await get('queued'), 'test');
      const [delayed] = await take(1, [CPU]);
      if (!delayed) throw new Error('nothing to take');
      await store.transitions.retry(attemptOf(delayed), 1, broke);
      await store.transitions.cancel(await get('delayed'), 'test');
      const [aside] = await reserve(1);
      if (!aside) throw new Error('nothing to reserve');
      await store.transitions.cancel(await get('aside'), 'test');
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(await take(5)).toEqual([]);
      expect(await store.queue.claim(aside, 'w')).toBeNull();
      const left = await Promise.all(
        [store.keys.queue(CPU), store.keys.delayed(CPU), store.keys.reservations].map((key) => store.redis.exists(key)),
      );
      expect(left).toEqual([0, 0, 0]);
    });

    it('passes over an id whose record is gone', async () => {
      await store.redis.zadd(store.keys.queue(CPU), 1, 'ghost');
      await create('real');
      expect(ids(await take(2))).toEqual(['real']);
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
      const [lost] = await take(1);
      await store.redis.del(store.keys.task('t'));
      await store.redis.hset(store.keys.task('t'), before);
      await store.redis.zadd(store.keys.queue(CPU), 1, 't');
      await new Promise((resolve) => setTimeout(resolve, 2)); // nothing restarts within the same millisecond
      const [again] = await take(1);
      expect(again?.fence).toBeGreaterThan(lost?.fence ?? Infinity);
      expect(await store.transitions.complete(attemptOf(lost as StoredTask), {})).toBe('lost');
    });

    it('grow on when the clock of Redis is behind', async () => {
      await create('t');
      const ahead = Date.now() + 3_600_000;
      await store.redis.hset(store.keys.task('t'), 'fence', ahead);
      await store.redis.set(store.keys.number, ahead);
      expect((await take(1))[0]?.fence).toBe(ahead + 1);
      expect((await create('u')).number).toBe(ahead + 1);
    });
  });

  describe('setting aside', () => {
    it('begins no attempt, tells why the task waits, and gives it to its claim', async () => {
      await create('t', GPU);
      const [task] = await reserve(1);
      if (!task) throw new Error('nothing to reserve');
      expect(await get('t')).toMatchObject({ status: 'queued', attempt: 0, started_at: null, waits_for: null });
      const reason = 'waiting for gpu_lock:0, 3rd';
      expect(await store.queue.renew('w', LEASE_MS, [{ taskId: 't', reason }])).toEqual(['ok']);
      expect(await get('t')).toMatchObject({ status: 'queued', waits_for: reason });
      expect(await take(1)).toEqual([]);
      const claimed = await store.queue.claim(task, 'w');
      expect(claimed?.task).toMatchObject({ status: 'running', attempt: 1, input: { a: 1 } });
      expect(await get('t')).toMatchObject({ status: 'running', attempt: 1, waits_for: null });
      expect(await store.redis.exists(store.keys.reservations)).toBe(0);
    });

    it('answers a reservation and a claim that are sent again as it did the first time', async () => {
      await create('a', GPU);
      await create('b', GPU);
      const request = asking(1);
      const first = await store.queue.reserve([GPU], request, LEASE_MS);
      expect(await store.queue.reserve([GPU], request, LEASE_MS)).toMatchObject({ tasks: first.tasks });
      const [task] = first.tasks;
      if (!task) throw new Error('nothing to reserve');
      const claimed = await store.queue.claim(task, 'w');
      const again = await store.queue.claim(task, 'w');
      expect(again?.task).toEqual(claimed?.task);
      expect((await store.read.events('a')).map(({ type }) => type)).toEqual(['created', 'queued', 'started']);
    });

    it('gives a task back to its own place, and only for the worker that has it', async () => {
      await create('first', GPU);
      await create('second', GPU);
      const [first] = await reserve(1);
      if (!first) throw new Error('nothing to reserve');
      expect(await store.queue.unreserve(first, 'somebody else')).toBe('lost');
      expect(await store.queue.unreserve(first, 'w')).toBe('ok');
      expect(await store.queue.unreserve(first, 'w')).toBe('lost');
      expect(ids(await reserve(2))).toEqual(['first', 'second']);
    });

    it('hears nothing from a worker whose time was over and whose task another one has', async () => {
      await create('t', GPU);
      const [late] = await reserve(1, 'late', 1);
      if (!late) throw new Error('nothing to reserve');
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(await store.queue.expire(late)).toBe('ok');
      const [task] = await reserve(1, 'next');
      expect(await store.queue.claim(late, 'late')).toBeNull();
      expect(await store.queue.renew('late', LEASE_MS, [{ taskId: 't', reason: '' }])).toEqual(['lost']);
      expect(await store.queue.unreserve(late, 'late')).toBe('lost');
      expect(await store.queue.claim(task as StoredTask, 'next')).not.toBeNull();
    });

    it('keeps what is renewed in time', async () => {
      await create('t', GPU);
      const [task] = await reserve(1, 'w', 1);
      await store.queue.renew('w', LEASE_MS, [{ taskId: 't', reason: 'r' }]);
      expect(await store.queue.expire(task as StoredTask)).toBe('lost');
      expect(await store.queue.claim(task as StoredTask, 'w')).not.toBeNull();
    });
  });

  describe('the bell', () => {
    const opened: QueueBell[] = [];
    const bell = (queues = [CPU, GPU]): QueueBell => {
      const made = new QueueBell(connection.another(), store.keys, queues);
      opened.push(made);
      return made;
    };
    /** Milliseconds until the bell rang. */
    const rung = async (waiting: Promise<void>): Promise<number> => {
      const start = performance.now();
      await waiting;
      return performance.now() - start;
    };
    const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

    afterEach(() => {
      for (const each of opened.splice(0)) each.close();
    });

    it.each([CPU, GPU])('wakes an idle worker when a task comes into %s', async (queue) => {
      const waiting = rung(bell().wait(null));
      await pause(50);
      await create('t', queue);
      expect(await waiting).toBeLessThan(1000);
    });

    it('wakes one worker, and the next only when that one leaves something', async () => {
      await create('a');
      await create('b');
      const woken: number[] = [];
      for (const i of [0, 1, 2])
        void bell([CPU])
          .wait(null)
          .then(() => woken.push(i));
      await pause(50);
      expect(woken).toHaveLength(1);
      await take(1);
      await pause(50);
      expect(woken).toHaveLength(2);
      await take(1);
      await pause(50);
      expect(woken).toHaveLength(2);
    });

    it('hangs no longer when nothing is left to take', async () => {
      await create('t');
      expect(await store.redis.exists(store.keys.bell(CPU))).toBe(1);
      await take(1);
      expect(await store.redis.exists(store.keys.bell(CPU))).toBe(0);
    });

    it('wakes in time for a delayed task, also when the worker that knew of it has its hands full', async () => {
      await create('t');
      const [task] = await take(1);
      const knowing = bell();
      const idle = bell();
      const waiting = [knowing.wait(null), idle.wait(null)];
      await pause(50);
      await store.transitions.retry(attemptOf(task as StoredTask), 400, broke);
      await Promise.race(waiting);
      const { dueInMs } = await store.queue.take([CPU, GPU], asking(1));
      expect(dueInMs).toBeGreaterThan(100);
      await create('other');
      await Promise.all(waiting); // the second worker is woken, or the first again
      expect(ids(await take(1))).toEqual(['other']);
      await bell().wait(null); // the taker is full: the next one hears of the delayed task at once
      const second = await store.queue.take([CPU, GPU], asking(1));
      expect(await rung(bell().wait(second.dueInMs))).toBeLessThan(1000);
      expect(ids(await take(1))).toEqual(['t']);
    });
  });
});

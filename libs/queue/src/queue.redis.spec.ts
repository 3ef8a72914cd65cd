import { randomUUID } from 'node:crypto';
import { Injectable, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { LOGGER, createLogger } from '@switchyard/observability';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TURNS, TaskStore, jobPriority, refOf, type StoredTask } from '@switchyard/task-store';
import { TestRedis, waitFor } from '@switchyard/testing';
import { Queue, Worker } from 'bullmq';
import { BullJobs, QueueModule, processorFor, type DeliveredJob, type JobRunner, type ServiceProcessor } from '.';

const QUEUE = 'wservice';
/** A busy machine must not lose a job that is in hand. */
const REDELIVER_MS = 60_000;
const broke = { code: 'INTERNAL_ERROR', message: 'broke', retryable: true, deadly: false } as const;

/** Keeps the jobs it is given in hand until a test ends them. */
@Injectable()
class Hands implements JobRunner {
  readonly delivered: DeliveredJob[] = [];
  private readonly ends: (() => void)[] = [];
  private closed = false;

  get ids(): string[] {
    return this.delivered.map(({ taskId }) => taskId);
  }

  async run(job: DeliveredJob): Promise<void> {
    this.delivered.push(job);
    if (!this.closed) await new Promise<void>((resolve) => this.ends.push(resolve));
  }

  endOne(): void {
    this.ends.shift()?.();
  }

  endAll(): void {
    for (const end of this.ends.splice(0)) end();
  }

  close(): void {
    this.closed = true;
    this.endAll();
  }
}

describe('the queue of a service', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let keys: Keys;
  let store: TaskStore;
  let jobs: BullJobs;
  let queue: Queue;
  let apps: INestApplicationContext[];
  let runs = 0;
  const log = createLogger('test', 'silent');

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
  });

  afterAll(async () => {
    connection.close();
    await redis.stop();
  });

  /** One process with a worker: its queues, and the hands its jobs go to. */
  const start = async (
    concurrency: number,
    redeliverMs = REDELIVER_MS,
  ): Promise<{ hands: Hands; processor: ServiceProcessor; jobs: BullJobs }> => {
    const processor = processorFor({ queue: QUEUE, concurrency, redeliverMs }, Hands);
    const platform = [
      { provide: RedisConnection, useValue: connection },
      { provide: Keys, useValue: keys },
      { provide: LOGGER, useValue: log },
    ];
    @Module({})
    class Platform {}
    @Module({})
    class App {}
    const app = await NestFactory.createApplicationContext(
      {
        module: App,
        imports: [{ module: Platform, global: true, providers: platform, exports: platform }, QueueModule.forRoot()],
        providers: [Hands, processor],
      },
      { logger: false },
    );
    apps.push(app);
    return { hands: app.get(Hands), processor: app.get(processor), jobs: app.get(BullJobs) };
  };

  const worker = async (concurrency = 1, redeliverMs?: number): Promise<Hands> => {
    const { hands, processor } = await start(concurrency, redeliverMs);
    void processor.worker.run();
    return hands;
  };

  beforeEach(async () => {
    keys = new Keys(`q${(runs += 1)}:`);
    apps = [];
    ({ jobs } = await start(1));
    const settings = { heartbeatTimeoutMs: 60_000, poisonLimit: 3, eventsMax: 100, stateTtlMs: 60_000 };
    store = new TaskStore(connection.client, keys, settings, jobs);
    queue = new Queue(QUEUE, { connection: connection.client, prefix: keys.queuePrefix });
  });

  afterEach(async () => {
    for (const app of apps) app.get(Hands).close();
    await Promise.all(apps.map((app) => app.close()));
    await queue.close();
  });

  const create = async (taskId: string, priority = 5, owner?: string): Promise<{ task: StoredTask; ahead: number }> => {
    const ref = { taskId, taskName: generateSubtitleFilesTask.name, workflowId: taskId, queue: QUEUE, priority, owner };
    const rest = { input: {}, request: {}, maxAttempts: 3, timeoutSeconds: 60 };
    const created = await store.transitions.create({ ...ref, ...rest }, 'test');
    return { task: created.task, ahead: created.created ? created.ahead : -1 };
  };
  const get = async (taskId: string): Promise<StoredTask> => {
    const task = await store.read.get(taskId);
    if (!task) throw new Error(`${taskId} is gone`);
    return task;
  };
  const begin = async ({ taskId, fence }: Pick<DeliveredJob, 'taskId' | 'fence'>) => {
    const claimed = await store.claims.claim({ taskId, fence }, 'w', randomUUID());
    if (!claimed) throw new Error(`${taskId} does not wait for this job`);
    return { ...refOf(claimed.task), fence: claimed.task.fence, worker: 'w' };
  };
  const aheadOf = async (taskId: string) => (await store.read.status(taskId))?.ahead;
  const overdue = (taskId: string) => connection.client.zadd(keys.outbox, 'XX', 1, taskId);
  /** What the monitor does. @returns the ids of tasks whose job was missing */
  const look = async (): Promise<string[]> => {
    const due = await store.outbox.due(100);
    const found = await Promise.all(due.map(async (job) => ((await jobs.restore(job)) ? [job.taskId] : [])));
    return found.flat();
  };

  it('tells of a defect in what runs its jobs', async () => {
    const told = jest.spyOn(log, 'error');
    const { hands, processor } = await start(1);
    jest.spyOn(hands, 'run').mockRejectedValue(new Error('a defect'));
    void processor.worker.run();
    await create('t');
    await waitFor('a log line', () => told.mock.calls.length > 0);
    expect(told.mock.calls[0]?.[0]).toMatchObject({ event: 'job.failed', queue: QUEUE, task_id: 't' });
    told.mockRestore();
  });

  describe('order', () => {
    it('is that of priorities, and of submissions within one', async () => {
      const expected: [string, number, number][] = [
        ['c', 5, 0],
        ['a', 9, 0],
        ['d', 5, 2],
        ['e', 0, 3],
        ['b', 9, 1],
      ];
      for (const [id, priority, ahead] of expected) expect((await create(id, priority)).ahead).toBe(ahead);
      expect(await Promise.all(['a', 'b', 'c', 'd', 'e'].map(aheadOf))).toEqual([0, 1, 2, 3, 4]);
      const hands = await worker();
      for (let i = 1; i <= 5; i += 1) {
        await waitFor('the next job', () => hands.delivered.length === i);
        hands.endOne();
      }
      expect(hands.ids).toEqual(['a', 'b', 'c', 'd', 'e']);
    });

    it('puts a task that comes back before new ones of its priority, and behind those of a higher one', async () => {
      await create('first');
      const hands = await worker();
      await waitFor('the job', () => hands.delivered.length === 1);
      const attempt = await begin(hands.delivered[0] as DeliveredJob);
      await create('second');
      await create('urgent', 6);
      await store.transitions.retry(attempt, 0);
      expect(await Promise.all(['urgent', 'first', 'second'].map(aheadOf))).toEqual([0, 1, 2]);
    });

    describe('among API keys', () => {
      /** Does the work of the next tasks. @returns their ids */
      const work = async (hands: Hands, from: number, to: number): Promise<string[]> => {
        for (let at = from; at < to; at += 1) {
          const job = await waitFor('the next job', () => hands.delivered[at]);
          await store.transitions.complete(await begin(job), {});
          hands.endOne();
        }
        return hands.ids.slice(from, to);
      };
      const waiting = async (): Promise<(string | undefined)[]> =>
        (await queue.getPrioritized()).map(({ data }) => (data as { task_id: string }).task_id);

      it('goes by turns: a single task waits for one of each other key, whatever that key has waiting', async () => {
        const many = Array.from({ length: 1000 }, (_x, i) => `a${i}`);
        await Promise.all(many.map((id) => create(id, 5, 'a')));
        const hands = await worker();
        expect(await work(hands, 0, 10)).toEqual(many.slice(0, 10));
        await waitFor('the next job', () => hands.delivered.length === 11); // in hand: none is taken from it
        expect((await create('b0', 5, 'b')).ahead).toBeLessThanOrEqual(1);
        await create('c0', 5, 'c');
        for (const id of ['b1', 'b2']) await create(id, 5, 'b');
        const next = (await aheadOf('b1')) ?? NaN;
        expect(await store.read.ahead({ queue: QUEUE, priority: 5, owner: 'c' })).toBe(next + 1);
        expect(await work(hands, 10, 18)).toEqual(['a10', 'b0', 'c0', 'b1', 'a11', 'b2', 'a12', 'a13']);
        expect((await create('urgent', 6, 'a')).ahead).toBe(0);
      });

      it('forgets the turns of a key whose waiting tasks are all cancelled', async () => {
        for (const id of ['a0', 'a1', 'a2']) await create(id, 5, 'a');
        for (const id of ['a0', 'a1', 'a2']) await store.transitions.cancel(await get(id), 'test');
        await create('a3', 5, 'a');
        expect((await get('a3')).turn).toBe(0);
      });

      it('counts turns anew before they run out, and every waiting task keeps its place', async () => {
        const begun = TURNS / 2 - 1;
        await connection.client.hset(keys.turns(QUEUE), '5', begun, '5@a', begun);
        for (const id of ['a0', 'a1']) await create(id, 5, 'a');
        const hands = await worker();
        await waitFor('the job', () => hands.delivered.length === 1);
        await begin(hands.delivered[0] as DeliveredJob);
        for (const id of ['b0', 'a2']) await create(id, 5, id.slice(0, 1));
        await connection.client.hset(keys.turns(QUEUE), '5', begun + 1); // that of a1 has begun elsewhere
        await create('b1', 5, 'b');
        const turns = await Promise.all(['b0', 'a1', 'a2', 'b1'].map(async (id) => (await get(id)).turn));
        expect(turns).toEqual([0, 0, 1, 0]);
        expect(await look()).toEqual([]);
        expect((await waiting()).slice().sort()).toEqual(['a1', 'a2', 'b0', 'b1']);
        expect((await waiting()).at(-1)).toBe('a2');
        const priorities = (await queue.getPrioritized()).map(({ priority }) => priority);
        expect(Math.max(...priorities)).toBe(jobPriority({ priority: 5, returns: false, turn: 1 }));
      });
    });

    it('holds a delayed task back until it is due', async () => {
      await create('t');
      const hands = await worker();
      await waitFor('the job', () => hands.delivered.length === 1);
      const began = performance.now();
      await store.transitions.retry(await begin(hands.delivered[0] as DeliveredJob), 400, broke);
      hands.endOne();
      await waitFor('the job after its delay', () => hands.delivered.length === 2);
      expect(performance.now() - began).toBeGreaterThanOrEqual(395);
    });
  });

  describe('delivery', () => {
    it('gives a worker as many jobs as it has hands, and the next for each that comes free', async () => {
      const hands = await worker(3);
      for (const id of ['a', 'b', 'c', 'd']) await create(id);
      await waitFor('three jobs', () => hands.delivered.length === 3);
      expect(await aheadOf('d')).toBe(0);
      hands.endOne();
      await waitFor('the fourth', () => hands.delivered.length === 4);
      expect(hands.ids).toEqual(['a', 'b', 'c', 'd']);
    });

    it('gives each of many jobs to one of two workers, and some to both', async () => {
      const both = [await worker(4), await worker(4)];
      const ids = Array.from({ length: 100 }, (_x, i) => `t${i}`);
      await Promise.all(ids.map((id) => create(id)));
      await waitFor('both to have some', () => both.every((hands) => hands.delivered.length > 0));
      await waitFor('all of them', () => {
        for (const hands of both) hands.endAll();
        return both.flatMap((hands) => hands.ids).length === 100;
      });
      expect(new Set(both.flatMap((hands) => hands.ids)).size).toBe(100);
    });

    it('goes on by itself after Redis was away', async () => {
      const hands = await worker(5);
      await create('before');
      await waitFor('the first job', () => hands.delivered.length === 1);
      await redis.kill();
      await redis.run();
      await create('after');
      await waitFor('the second job', () => hands.ids.includes('after'));
    });

    it('keeps nothing of a job that has ended', async () => {
      const hands = await worker();
      await create('t');
      await waitFor('the job', () => hands.delivered.length === 1);
      hands.endOne();
      await waitFor('its end', async () => (await queue.getActiveCount()) === 0);
      expect(await queue.getJobCounts()).toMatchObject({ completed: 0, failed: 0, active: 0, prioritized: 0 });
      expect(await connection.client.keys(`${keys.queuePrefix}:${QUEUE}:t-t-*`)).toEqual([]);
    });

    it('adds a job once, however often it is added', async () => {
      const { task } = await create('t');
      await overdue('t');
      expect(await look()).toEqual([]);
      await jobs.add({ ...refOf(task), fence: task.fence, returns: false, delayMs: 0 });
      expect(await queue.getPrioritizedCount()).toBe(1);
    });
  });

  describe('what other programs do to it', () => {
    it('a job that is removed by hand is added again', async () => {
      const { task } = await create('t');
      await queue.remove(`t-t-${task.fence}`);
      await overdue('t');
      expect(await look()).toEqual(['t']);
      const hands = await worker();
      await waitFor('the job', () => hands.ids.includes('t'));
    });

    it('a queue that is emptied loses no task', async () => {
      for (const id of ['a', 'b']) await create(id);
      await queue.obliterate({ force: true });
      for (const id of ['a', 'b']) await overdue(id);
      expect((await look()).sort()).toEqual(['a', 'b']);
    });

    it('a foreign worker that ends a job without a claim loses no task', async () => {
      const { task } = await create('t');
      const options = { connection: { url: redis.url, maxRetriesPerRequest: null }, prefix: keys.queuePrefix };
      const foreign = new Worker(QUEUE, async () => 'done', options);
      await waitFor('its end', async () => (await queue.getJobState(`t-t-${task.fence}`)) === 'unknown');
      await foreign.close();
      await overdue('t');
      expect(await look()).toEqual(['t']);
      expect(await get('t')).toMatchObject({ status: 'queued', attempt: 0 });
    });

    it('a job that is delivered again while its attempt lives begins nothing', async () => {
      await create('t');
      const first = await worker(1, 300);
      await waitFor('the job', () => first.delivered.length === 1);
      const attempt = await begin(first.delivered[0] as DeliveredJob);
      await connection.client.del(`${keys.queuePrefix}:${QUEUE}:t-t-${first.delivered[0]?.fence}:lock`);
      const second = await worker(1, 300);
      await waitFor('the second delivery', () => first.delivered.length + second.delivered.length > 1);
      await expect(begin(second.delivered[0] ?? (first.delivered[1] as DeliveredJob))).rejects.toThrow('does not wait');
      expect(await store.transitions.complete(attempt, {})).toBe('ok');
    });

    it('a clock that was set back holds no delayed job back', async () => {
      await create('t');
      const hands = await worker();
      await waitFor('the job', () => hands.delivered.length === 1);
      await store.transitions.retry(await begin(hands.delivered[0] as DeliveredJob), 30_000, broke);
      hands.endOne();
      await connection.client.hset(keys.task('t'), 'due_at', Date.now() - 1);
      await overdue('t');
      expect(await look()).toEqual(['t']);
      await waitFor('the job', () => hands.delivered.length === 2);
    });
  });
});

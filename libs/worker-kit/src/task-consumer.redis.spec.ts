import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { Keys, RedisConnection } from '@switchyard/redis';
import { QueueBell, TaskStore, type Claimed } from '@switchyard/task-store';
import { TestRedis, waitFor } from '@switchyard/testing';
import { TaskConsumer, type RunAttempt } from './task-consumer';

const QUEUE = 'wservice';

describe('TaskConsumer', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let store: TaskStore;
  let consumers: TaskConsumer[];
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
    const settings = { heartbeatTimeoutMs: 60_000, poisonLimit: 3, eventsMax: 100, stateTtlMs: 60_000 };
    store = new TaskStore(connection.client, new Keys(`c${(runs += 1)}:`), settings);
    consumers = [];
  });

  afterEach(() => Promise.all(consumers.map((consumer) => consumer.drain())));

  const consume = (concurrency: number, run: RunAttempt, worker = 'w'): TaskConsumer => {
    const bell = new QueueBell(connection.another(), store.keys, [QUEUE]);
    const onError = (error: unknown): void => {
      throw error;
    };
    const consumer = new TaskConsumer({ store, queues: [QUEUE], bell, worker, concurrency, onError }, run);
    consumers.push(consumer);
    consumer.start();
    return consumer;
  };

  const create = async (...taskIds: string[]): Promise<void> => {
    for (const taskId of taskIds) {
      const ref = { taskId, taskName: generateSubtitleFilesTask.name, workflowId: taskId, queue: QUEUE };
      await store.transitions.create({ ...ref, input: {}, request: {}, maxAttempts: 3, timeoutSeconds: 60 }, 'test');
    }
  };
  const ids = (count: number): string[] => Array.from({ length: count }, (_x, i) => `t${i}`);
  const waiting = (): Promise<number> => store.redis.zcard(store.keys.queue(QUEUE));

  it('has no more attempts at work than it has hands, and fills each hand that comes free', async () => {
    const ends: (() => void)[] = [];
    let most = 0;
    let atWork = 0;
    const seen: string[] = [];
    consume(3, async ({ task }) => {
      seen.push(task.task_id);
      most = Math.max(most, (atWork += 1));
      await new Promise<void>((resolve) => ends.push(resolve));
      atWork -= 1;
    });
    await create(...ids(7));
    await waitFor('three at work', () => atWork === 3);
    expect(await waiting()).toBe(4);
    while (seen.length < 7 || atWork > 0) {
      ends.shift()?.();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(seen).toEqual(ids(7));
    expect(most).toBe(3);
  });

  it('takes the next task while the outcome of the last one is still on its way', async () => {
    const began: string[] = [];
    let write: () => void = () => undefined;
    consume(1, async ({ task }, workDone) => {
      began.push(task.task_id);
      workDone();
      if (task.task_id === 't0') await new Promise<void>((resolve) => (write = resolve));
    });
    await create('t0', 't1');
    await waitFor('the second task', () => began.length === 2);
    write();
  });

  it('gives every task to one of two workers, and to both of them', async () => {
    const seen: string[] = [];
    const by = new Set<string>();
    for (const worker of ['a', 'b']) {
      consume(
        4,
        async ({ task }: Claimed) => {
          seen.push(task.task_id);
          by.add(worker);
          await new Promise((resolve) => setTimeout(resolve, 1));
        },
        worker,
      );
    }
    await Promise.all(ids(200).map((id) => create(id)));
    await waitFor('all of them', () => seen.length >= 200);
    expect(new Set(seen).size).toBe(200);
    expect(seen).toHaveLength(200);
    expect(by.size).toBe(2);
  });

  it('runs what a take brings after the drain has begun, and leaves the rest in the queue', async () => {
    const began: string[] = [];
    const consumer = consume(2, async ({ task }) => void began.push(task.task_id));
    await new Promise((resolve) => setTimeout(resolve, 50)); // it waits for the bell
    const take = store.queue.take.bind(store.queue);
    const drained = new Promise<void>((resolve) => {
      store.queue.take = (...request) => {
        const taken = take(...request);
        resolve(consumer.drain());
        return taken;
      };
    });
    await create(...ids(5));
    await drained;
    expect(began.length).toBeGreaterThan(0);
    expect(began.length + (await waiting())).toBe(5);
    for (const id of ids(5)) expect((await store.read.get(id))?.status).toBe(began.includes(id) ? 'running' : 'queued');
  });

  it('goes on by itself after Redis was away', async () => {
    const began: string[] = [];
    consume(1, async ({ task }) => void began.push(task.task_id));
    await create('before');
    await waitFor('the first task', () => began.length === 1);
    await redis.kill();
    await redis.run();
    await create('after');
    await waitFor('the second task', () => began.includes('after'));
    expect(began).toEqual(['before', 'after']);
  });
});

import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TaskStore, type StoredTask, type TaskJob } from '@switchyard/task-store';
import { KeptJobs, TestRedis, waitFor } from '@switchyard/testing';
import { streamEvents, type StreamTarget } from './event-stream';

const STORE = { heartbeatTimeoutMs: 60_000, poisonLimit: 3, eventsMax: 100, stateTtlMs: 60_000 };

class Reader implements StreamTarget {
  text = '';
  closed = false;
  private readonly listeners: (() => void)[] = [];

  write(text: string): boolean {
    this.text += text;
    return true;
  }
  drained(): Promise<void> {
    return Promise.resolve();
  }
  onClose(listener: () => void): void {
    this.listeners.push(listener);
  }
  close(): void {
    this.closed = true;
    for (const listener of this.listeners) listener();
  }
  get types(): string[] {
    return [...this.text.matchAll(/^event: (\w+)$/gm)].map(([, type]) => type ?? '');
  }
}

describe('the stream of events of a task', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let store: TaskStore;
  let reader: Reader;
  let tasks = 0;

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
    store = new TaskStore(connection.client, new Keys(), STORE, new KeptJobs<TaskJob>());
  }, 60_000);
  afterAll(async () => {
    connection.close();
    await redis.stop();
  });
  beforeEach(() => (reader = new Reader()));

  const waiting = async (): Promise<StoredTask> => {
    const taskId = `t${(tasks += 1)}`;
    const ref = {
      taskId,
      workflowId: taskId,
      taskName: generateSubtitleFilesTask.name,
      queue: 'wservice',
      priority: 5,
    };
    const rest = { input: {}, request: {}, maxAttempts: 1, timeoutSeconds: 60 };
    return (await store.transitions.create({ ...ref, ...rest }, 'test')).task;
  };
  const stream = (task: StoredTask, afterSeq: number): Promise<void> =>
    streamEvents(store, connection, task.task_id, afterSeq, reader);

  it('goes on live behind the event it is resumed at, and ends with the task', async () => {
    const task = await waiting();
    const streaming = stream(task, 1);
    await waitFor('the second event', () => reader.types.length === 1);
    await store.transitions.cancel(task, 'test');
    await streaming;
    expect(reader.types).toEqual(['queued', 'cancelled']);
  });

  it.each([0, 1000])('ends at once when it is resumed %i behind the last event of an ended task', async (behind) => {
    const task = await waiting();
    await store.transitions.cancel(task, 'test');
    const { length: last } = await store.read.events(task.task_id);
    await stream(task, last + behind);
    expect(reader.text).toBe('');
  });

  it('ends when its task is removed', async () => {
    const task = await waiting();
    await store.transitions.cancel(task, 'test');
    const ended = await store.read.get(task.task_id);
    await store.transitions.remove(ended ?? task);
    await stream(task, 0);
    expect(reader.text).toBe('');
  });

  it('tells what happened while its connection to Redis was lost, and ends with the task', async () => {
    const task = await waiting();
    const streaming = stream(task, 1);
    await waitFor('the second event', () => reader.types.length === 1);
    await connection.client.client('KILL', 'TYPE', 'PUBSUB');
    await store.transitions.cancel(task, 'test'); // no stream listens for its announcement
    await streaming;
    expect(reader.types).toEqual(['queued', 'cancelled']);
  });

  it('ends when its reader goes away', async () => {
    const streaming = stream(await waiting(), 0);
    await waitFor('the first events', () => reader.types.length === 2);
    reader.close();
    await streaming;
  });
});

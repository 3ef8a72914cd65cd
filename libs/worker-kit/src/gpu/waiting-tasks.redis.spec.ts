import { transcribeAudioTask } from '@switchyard/contracts';
import { Keys, RedisConnection } from '@switchyard/redis';
import { createLogger } from '@switchyard/observability';
import { TaskStore, type StoredTask, type TaskJob } from '@switchyard/task-store';
import { KeptJobs, TestRedis, waitFor } from '@switchyard/testing';
import { WaitOverError, WaitingTasks, ordinal } from './waiting-tasks';

const QUEUE = 'faster_whisper-gpu';
const HEARTBEAT_MS = 1200;

it.each([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [4, '4th'],
  [11, '11th'],
  [22, '22nd'],
  [113, '113th'],
])('place %d is the %s', (place, words) => expect(ordinal(place)).toBe(words));

describe('tasks that wait for a GPU', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let store: TaskStore;
  let waiting: WaitingTasks;
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
    const settings = { heartbeatTimeoutMs: HEARTBEAT_MS, poisonLimit: 3, eventsMax: 100, stateTtlMs: 60_000 };
    store = new TaskStore(connection.client, new Keys(`g${(runs += 1)}:`), settings, new KeptJobs<TaskJob>());
    waiting = new WaitingTasks(store, createLogger('test', 'silent'));
  });

  afterEach(() => jest.useRealTimers());

  const create = async (...taskIds: string[]): Promise<StoredTask[]> => {
    const tasks: StoredTask[] = [];
    for (const taskId of taskIds) {
      const ref = { taskId, taskName: transcribeAudioTask.name, workflowId: taskId, queue: QUEUE, priority: 5 };
      const rest = { input: {}, request: {}, maxAttempts: 3, timeoutSeconds: 60 };
      tasks.push((await store.transitions.create({ ...ref, ...rest }, 'test')).task);
    }
    return tasks;
  };
  const reasonOf = async (id: string) => (await store.read.get(id))?.waits_for;

  it('say what they wait for', async () => {
    const tasks = await create('a', 'b', 'c');
    for (const task of tasks) waiting.add(task);
    for (const [i, task] of tasks.entries()) waiting.standsAt(task, i + 1, 'gpu_lock:0');
    await waitFor('a reason', async () => (await reasonOf('c')) === 'waiting for gpu_lock:0, 3rd');
    expect(await reasonOf('a')).toBe('waiting for gpu_lock:0, 1st');
    for (const task of tasks) waiting.delete(task);
  });

  it('have it in their events once, also when another worker gets the job', async () => {
    const [task] = await create('a');
    if (!task) throw new Error('no task');
    const seen = async () => (await store.read.events('a', 2)).map(({ type, payload }) => [type, payload]);
    const other = new WaitingTasks(store, createLogger('test', 'silent'));
    for (const [at, one] of [waiting, other].entries()) {
      one.add(task);
      one.standsAt(task, 3 - at, 'gpu_lock:0');
      await waitFor('a reason', async () => (await reasonOf('a')) === `waiting for gpu_lock:0, ${ordinal(3 - at)}`);
      one.standsAt(task, 1, 'gpu_lock:0');
      await waitFor('a new place', async () => (await reasonOf('a')) === 'waiting for gpu_lock:0, 1st');
      one.delete(task);
    }
    expect(await seen()).toEqual([['waiting_gpu', { position: 3, lock_key: 'gpu_lock:0' }]]);
  });

  it('cost Redis no command for each step of the line', async () => {
    store.settings.heartbeatTimeoutMs = 60_000;
    const [task] = await create('a');
    if (!task) throw new Error('no task');
    const reasons: string[] = [];
    store.claims.wait = (_task, reason) => Promise.resolve(reasons.push(reason) > 0 ? 'ok' : 'lost');
    jest.useFakeTimers();
    waiting.add(task);
    for (let place = 60; place > 0; place -= 1) {
      waiting.standsAt(task, place, 'gpu_lock:0');
      await jest.advanceTimersByTimeAsync(25);
    }
    await jest.advanceTimersByTimeAsync(1000);
    waiting.delete(task);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(reasons).toHaveLength(3);
    expect(reasons.at(-1)).toBe('waiting for gpu_lock:0, 1st');
  });

  it('leave when they are not ours any more', async () => {
    const [task] = await create('a');
    if (!task) throw new Error('no task');
    const signal = waiting.add(task);
    await store.transitions.cancel(task, 'test');
    await waitFor('the end of the wait', () => signal.aborted);
    expect(signal.reason).toBeInstanceOf(WaitOverError);
    waiting.delete(task);
  });
});

import { transcribeAudioTask } from '@switchyard/contracts';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TaskStore, type StoredTask } from '@switchyard/task-store';
import { TestRedis, waitFor } from '@switchyard/testing';
import { ReservationLostError, WaitingTasks, ordinal } from './waiting-tasks';

const QUEUE = 'faster_whisper:gpu';
const LEASE_MS = 1200;

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
  let renewals: number;
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
    const settings = { heartbeatTimeoutMs: LEASE_MS, poisonLimit: 3, eventsMax: 100, stateTtlMs: 60_000 };
    store = new TaskStore(connection.client, new Keys(`g${(runs += 1)}:`), settings);
    renewals = 0;
    const renew = store.queue.renew.bind(store.queue);
    store.queue.renew = (...args) => {
      renewals += 1;
      return renew(...args);
    };
    const onError = (error: unknown): void => {
      throw error;
    };
    waiting = new WaitingTasks(store, 'w', onError);
  });

  const reserve = async (...taskIds: string[]): Promise<StoredTask[]> => {
    for (const taskId of taskIds) {
      const ref = { taskId, taskName: transcribeAudioTask.name, workflowId: taskId, queue: QUEUE };
      await store.transitions.create({ ...ref, input: {}, request: {}, maxAttempts: 3, timeoutSeconds: 60 }, 'test');
    }
    const asked = { most: taskIds.length, worker: 'w', request: 1 };
    return (await store.queue.reserve([QUEUE], asked, LEASE_MS)).tasks;
  };
  const reasonOf = async (id: string) => (await store.read.get(id))?.waits_for;
  const deadlineOf = async (id: string) => Number(await store.redis.zscore(store.keys.reservations, id));

  it('stay set aside, all by one command, and say what they wait for', async () => {
    const tasks = await reserve('a', 'b', 'c');
    const before = await deadlineOf('c');
    for (const task of tasks) waiting.add(task);
    for (const [i, task] of tasks.entries()) waiting.standsAt(task, i + 1, 'gpu_lock:0');
    await waitFor('a reason', async () => (await reasonOf('c')) === 'waiting for gpu_lock:0, 3rd');
    expect(await reasonOf('a')).toBe('waiting for gpu_lock:0, 1st');
    expect(renewals).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, LEASE_MS));
    expect(await deadlineOf('c')).toBeGreaterThan(before + LEASE_MS / 2);
    for (const task of tasks) waiting.delete(task);
  });

  it('cost Redis no command for each step of the line', async () => {
    store.settings.heartbeatTimeoutMs = 60_000;
    const [task] = await reserve('a');
    if (!task) throw new Error('nothing to reserve');
    waiting.add(task);
    for (let place = 60; place > 0; place -= 1) {
      waiting.standsAt(task, place, 'gpu_lock:0');
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    await waitFor('the last step', async () => (await reasonOf('a')) === 'waiting for gpu_lock:0, 1st');
    expect(renewals).toBeLessThanOrEqual(3);
    const asked = renewals;
    waiting.delete(task);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(renewals).toBe(asked);
  });

  it('leave when they are not ours any more', async () => {
    const [task] = await reserve('a');
    if (!task) throw new Error('nothing to reserve');
    const signal = waiting.add(task);
    await store.transitions.cancel(task, 'test');
    await waitFor('the end of the wait', () => signal.aborted);
    expect(signal.reason).toBeInstanceOf(ReservationLostError);
    waiting.delete(task);
  });
});

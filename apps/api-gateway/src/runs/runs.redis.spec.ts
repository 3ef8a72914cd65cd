import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { GpuLockManager, GpuLockSettings } from '@switchyard/gpu-lock';
import { NodeScripts, Nodes } from '@switchyard/nodes';
import { Metrics } from '@switchyard/observability';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TaskStore, refOf, type Attempt, type TaskJob } from '@switchyard/task-store';
import { KeptJobs, TestRedis } from '@switchyard/testing';
import { LOCAL } from '../access/caller';
import { GatewaySettings } from '../gateway.settings';
import { QueuesService } from '../queues/queues.service';
import { RunsController } from './runs.controller';
import { RunsService } from './runs.service';
import { TaskRuns } from './task-runs';

const STORE = { heartbeatTimeoutMs: 60_000, poisonLimit: 3, eventsMax: 100, stateTtlMs: 60_000 };
const NAME = generateSubtitleFilesTask.name;
const NONE = { pending: 0, running: 0, waiting: 0, completed: 0, failed: 0, cancelled: 0 };
const FAILURE = { code: 'INPUT_REJECTED' as const, message: 'no cue', retryable: false };
const PAGE = { limit: 50, offset: 0 };

describe('runs', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let store: TaskStore;
  let jobs: KeptJobs<TaskJob>;
  let runs: RunsController;
  let installations = 0;

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
  }, 60_000);
  afterAll(async () => {
    connection.close();
    await redis.stop();
  });
  beforeEach(() => {
    jobs = new KeptJobs();
    store = new TaskStore(connection.client, new Keys(`r${(installations += 1)}:`), STORE, jobs);
    const nodes = new Nodes(new NodeScripts(connection.client, store.keys));
    const queues = new QueuesService(store, new GatewaySettings(), new Metrics());
    runs = new RunsController(new RunsService([new TaskRuns(store)], store, queues, nodes));
  });

  const submit = async (taskId: string, workflowId = taskId): Promise<void> => {
    const ref = { taskId, workflowId, taskName: NAME, queue: 'wservice', priority: 5 };
    await store.transitions.create({ ...ref, input: {}, request: {}, maxAttempts: 1, timeoutSeconds: 60 }, 'test');
  };
  /** Begins the attempt of the task that was submitted first. */
  const begin = async (): Promise<Attempt> => {
    const job = jobs.take();
    const claimed = await store.claims.claim(job, 'w@host', 'd');
    if (!claimed) throw new Error('not claimed');
    return { ...refOf(claimed.task), fence: claimed.task.fence, worker: 'w@host' };
  };
  const succeed = async (): Promise<void> => void (await store.transitions.complete(await begin(), {}));
  const idsOf = async (state?: Parameters<RunsController['list']>[0]['state']): Promise<string[]> =>
    (await LOCAL.act(() => runs.list({ ...PAGE, state }))).items.map(({ id }) => id);

  it('shows a task on its way', async () => {
    await submit('film');
    expect((await LOCAL.act(() => runs.list(PAGE))).items).toMatchObject([
      { id: 'film', type: 'task', name: NAME, state: 'pending', event_count: 2, start_time: null, duration_ms: null },
    ]);
    const attempt = await begin();
    await store.transitions.progress(attempt, 0.1234);
    const running = await LOCAL.act(() => runs.one({ type: 'task', id: 'film' }));
    expect(running).toMatchObject({
      state: 'running',
      progress: 12.3,
      event_count: 4,
      node_id: 'w@host',
      end_time: null,
    });
    expect(running.update_time).toBe(running.events.at(-1)?.timestamp);
    expect(running.events.map(({ type }) => type)).toEqual(['created', 'queued', 'started', 'progress']);
    await store.transitions.fail(attempt, 'timed_out', FAILURE);
    const ended = await LOCAL.act(() => runs.one({ type: 'task', id: 'film' }));
    expect(ended).toMatchObject({ state: 'failed', error: FAILURE, metadata: { task_state: 'timed_out' } });
    expect(ended.duration_ms).toBe(Date.parse(ended.end_time ?? '') - Date.parse(ended.start_time ?? ''));
  });

  it('names the other tasks of the workflow of a task, and gives the events after a number', async () => {
    await submit('one', 'work');
    await submit('two', 'work');
    expect(await LOCAL.act(() => runs.one({ type: 'task', id: 'one' }))).toMatchObject({
      related: { workflow_id: 'work', task_ids: ['two'] },
    });
    expect(await LOCAL.act(() => runs.events({ type: 'task', id: 'one' }, { after_seq: 1, limit: 10 }))).toMatchObject({
      event_count: 2,
      events: [{ seq: 2, type: 'queued' }],
    });
  });

  it.each(['task', 'flow'] as const)('says that there is no such %s', async (type) => {
    if (type === 'flow') await submit('film');
    await expect(LOCAL.act(() => runs.one({ type, id: 'film' }))).rejects.toMatchObject({
      code: 'RUN_NOT_FOUND',
    });
  });

  it('lists by state, newest first, in pages with the number of all', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await submit(id);
    await succeed();
    await begin();
    expect(await idsOf()).toEqual(['d', 'c', 'b', 'a']);
    expect([await idsOf('completed'), await idsOf('running'), await idsOf('pending')]).toEqual([
      ['a'],
      ['b'],
      ['d', 'c'],
    ]);
    expect(await LOCAL.act(() => runs.list({ limit: 2, offset: 1 }))).toMatchObject({
      items: [{ id: 'c' }, { id: 'b' }],
      total: 4,
    });
    expect(await LOCAL.act(() => runs.list({ limit: 1, offset: 1, state: 'pending' }))).toMatchObject({
      items: [{ id: 'c' }],
      total: 2,
    });
    expect(await LOCAL.act(() => runs.list({ ...PAGE, type: 'code' }))).toEqual({ items: [], total: 0 });
  });

  it('counts what there is and what ended, also when it was removed', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await submit(id);
    await succeed();
    await store.transitions.fail(await begin(), 'failed', FAILURE);
    const [done, queued] = [await store.read.get('a'), await store.read.get('c')];
    if (!done || !queued) throw new Error('a task is missing');
    await store.transitions.cancel(queued, 'test');
    await store.transitions.remove(done);
    const states = { ...NONE, pending: 1, failed: 1, cancelled: 1 };
    expect(await runs.stats()).toMatchObject({
      ...{ total_workflows: 3, active_workflows: 1, completed_today: 1, failed_today: 1 },
      ...{
        workflows_by_type: { task: 3 },
        workflows_by_state: states,
        tasks: states,
        runs: NONE,
        nodes: { online: 0 },
      },
      queues: expect.arrayContaining([
        expect.objectContaining({ service: 'wservice', queued: 1, running: 0 }),
      ]) as object,
    });
    const { minutes } = await runs.history({ minutes: 2 });
    expect(minutes).toHaveLength(2);
    const sumOf = (name: 'completed' | 'failed' | 'cancelled') => minutes.reduce((sum, one) => sum + one[name], 0);
    expect([sumOf('completed'), sumOf('failed'), sumOf('cancelled')]).toEqual([1, 1, 1]);
  });

  it('does not take the counts of another day or minute for those of now', async () => {
    await submit('a');
    await succeed();
    const DAY_MS = 86_400_000;
    expect(await store.ends.today()).toMatchObject({ succeeded: 1 });
    expect(await store.ends.today(Date.now() + 2 * DAY_MS)).toMatchObject({ succeeded: 0 });
    const tomorrow = await store.ends.minutes(3, Date.now() + DAY_MS);
    expect(tomorrow.map(({ succeeded }) => succeeded)).toEqual([0, 0, 0]);
  });

  it('tells tasks that wait for a GPU from those that wait in their queue', async () => {
    const gates = mkdtempSync(join(tmpdir(), 'switchyard-gates-'));
    const gpuSettings = Object.assign(new GpuLockSettings(), { gpuGateDir: gates });
    const device = { id: '0', gpu: '0', uuid: 'GPU-runs', name: 'test', memoryMb: 1, simulated: true };
    const log = { info: () => undefined, warn: () => undefined };
    const engines = { loaded: () => false, end: () => Promise.resolve() };
    const locks = new GpuLockManager({
      ...{ redis: connection, keys: store.keys, worker: 'w', devices: [device], engines, settings: gpuSettings, log },
    });
    await locks.start();
    try {
      await locks.request({ taskId: 'holder', taskName: NAME, number: 1 });
      await submit('old');
      await submit('waiter');
      void locks.request({ taskId: 'waiter', taskName: NAME, number: 2 }).catch(() => undefined);
      const waits = jobs.waiting.find(({ taskId }) => taskId === 'waiter');
      if (!waits) throw new Error('no job');
      await store.claims.wait(waits, 'waiting for gpu_lock:0, 1st');
      await expect(idsOf('waiting')).resolves.toEqual(['waiter']);
      expect(await idsOf('pending')).toEqual(['old']);
      expect(await runs.stats()).toMatchObject({ tasks: { ...NONE, pending: 1, waiting: 1 }, active_workflows: 2 });
    } finally {
      await locks.close();
      rmSync(gates, { recursive: true });
    }
  });
});

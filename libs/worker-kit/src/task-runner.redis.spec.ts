import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineCrashedError, generateSubtitleFilesTask, type TimeLevels } from '@switchyard/contracts';
import { GpuLeaseLostError, type GpuLease } from '@switchyard/gpu-lock';
import { Metrics, createLogger } from '@switchyard/observability';
import { Keys, RedisConnection } from '@switchyard/redis';
import { SharedStorage } from '@switchyard/storage';
import { TaskStore } from '@switchyard/task-store';
import { TestRedis } from '@switchyard/testing';
import type { AttemptRun } from './attempt-run';
import type { Handler } from './handlers';
import { LiveTimeouts } from './live-timeouts';
import { RunningAttempts } from './running-attempts';
import type { TaskRun } from './task-run';
import { TaskRunner } from './task-runner';
import { WorkerMetrics } from './worker-metrics';

jest.setTimeout(60_000);

const QUEUE = 'wservice';
const ID = 't';
const STANDARD = { warning: 1800, soft: 3600, hard: 7200 };
const never = () => new Promise<never>(() => undefined);

describe('TaskRunner', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let store: TaskStore;
  let share: string;
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
    share = mkdtempSync(join(tmpdir(), 'task-runner-'));
    const settings = { heartbeatTimeoutMs: 60_000, poisonLimit: 3, eventsMax: 100, stateTtlMs: 60_000 };
    store = new TaskStore(connection.client, new Keys(`t${(runs += 1)}:`), settings);
  });

  afterEach(() => rmSync(share, { recursive: true }));

  const runnerOf = (handler: Handler): TaskRunner => {
    const log = createLogger('test', 'silent');
    const started = { heartbeatTimeout: 60, heartbeatInterval: 10, lockTimeout: 60 };
    const timeouts = new LiveTimeouts(connection.client, store.keys, started, store.settings);
    const presence = (): never => {
      throw new Error('nobody beats here');
    };
    const running = new RunningAttempts({ worker: 'w', store, connection, timeouts, presence, log });
    const metrics = new WorkerMetrics(new Metrics(), () => running.size);
    const services = { store, storage: new SharedStorage(share), metrics, log };
    const options = { worker: 'w', poisonLimit: 3, retryBackoffSeconds: 60, levels: STANDARD };
    return new TaskRunner(new Map([[handler.task.name, handler]]), services, running, options);
  };

  /** Runs one attempt at a new task with such limits to its end. */
  const attempt = async (run: Handler['run'], levels: TimeLevels = STANDARD, lease?: GpuLease): Promise<void> => {
    const { warning, soft, hard } = levels;
    const task = { ...generateSubtitleFilesTask, limits: { warning, soft, timeout: hard } } as Handler['task'];
    const ref = { taskId: ID, taskName: task.name, workflowId: ID, queue: QUEUE };
    await store.transitions.create({ ...ref, input: {}, request: {}, maxAttempts: 3, timeoutSeconds: hard }, 'test');
    const [claimed] = (await store.queue.take([QUEUE], { most: 1, worker: 'w', request: 1 })).attempts;
    if (!claimed) throw new Error('nothing to take');
    await runnerOf({ task, run }).run(claimed, () => undefined, lease);
  };
  const record = () => store.read.get(ID);

  describe('with a method that hears nothing and never ends', () => {
    it.each([
      ['soft', { warning: 0.05, soft: 0.1, hard: 60 }],
      ['hard', { warning: 0.05, soft: 0.1, hard: 0.2 }],
    ])('ends the attempt at its %s limit', async (_limit, levels) => {
      await attempt(never, levels);
      expect(await record()).toMatchObject({ status: 'timed_out', error: { code: 'TASK_TIMEOUT' } });
    });

    it('ends the attempt when it is cancelled', async () => {
      await attempt((_input, run) => {
        (run as AttemptRun).obey('cancel');
        return never();
      });
      expect(await record()).toMatchObject({ status: 'cancelled' });
    });

    it('ends the attempt whose GPU was lost before it began', async () => {
      const signal = AbortSignal.abort(new GpuLeaseLostError('gpu_lock:0', 'expire'));
      await attempt(never, STANDARD, { signal, isLost: true } as GpuLease);
      expect(await record()).toMatchObject({ status: 'queued', attempt: 0, error: { code: 'GPU_LEASE_LOST' } });
    });
  });

  describe('with an engine that is slow to die', () => {
    /** Longer than a method is waited for whose engine was killed. */
    const DYING_MS = 4000;
    let seen: { status?: string; files: boolean };

    /** An engine as one is that hangs in a driver: it ends some time after it was killed. */
    const callSlowEngine = (run: TaskRun): Promise<never> => {
      const file = join(run.outputDir, 'part');
      writeFileSync(file, 'half of it');
      const { signal, onBegin } = run.call;
      const call = new Promise<never>((_resolve, reject) => {
        const end = async (): Promise<void> => {
          seen = { status: (await record())?.status, files: existsSync(file) };
          reject(new Error('the engine is gone'));
        };
        signal.addEventListener('abort', () => setTimeout(() => void end(), DYING_MS), { once: true });
      });
      onBegin?.(call);
      return call;
    };
    const filesLeft = async (): Promise<string[]> =>
      (await readdir(share, { recursive: true })).filter((path) => path.endsWith('part'));

    beforeEach(() => (seen = { files: false }));

    it.each<[string, (run: TaskRun) => Promise<never>]>([
      ['waits for it', callSlowEngine],
      ['ends before it', (run) => Promise.race([callSlowEngine(run), aborted(run.signal)])],
      ['never ends', (run) => (callSlowEngine(run).catch(() => undefined), never())],
    ])('records a time-out when the engine is gone, where the method %s', async (_how, method) => {
      await attempt((_input, run) => method(run), { warning: 0.05, soft: 0.1, hard: 0.2 });
      expect(seen).toEqual({ status: 'running', files: true });
      expect(await record()).toMatchObject({ status: 'timed_out', error: { code: 'TASK_TIMEOUT' } });
      expect(await filesLeft()).toEqual([]);
    });

    it('tries a task again only when the engine is gone beside which the method failed', async () => {
      await attempt(async (_input, run) => {
        callSlowEngine(run).catch(() => undefined);
        throw new EngineCrashedError('other', 'signal SIGSEGV', '');
      });
      expect(seen).toEqual({ status: 'running', files: true });
      expect(await record()).toMatchObject({ status: 'queued', error: { code: 'ENGINE_CRASHED' } });
      expect(await filesLeft()).toEqual([]);
    });
  });
});

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });

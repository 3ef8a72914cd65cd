import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineCrashedError, generateSubtitleFilesTask, type TimeLevels } from '@switchyard/contracts';
import { InputEgress } from '@switchyard/egress';
import { GpuLeaseLostError, GpuLockSettings, type GpuLease } from '@switchyard/gpu-lock';
import { Metrics, createLogger } from '@switchyard/observability';
import { Keys, RedisConnection } from '@switchyard/redis';
import { ObjectStore, S3Settings, SharedStorage } from '@switchyard/storage';
import { TaskStore, type TaskJob } from '@switchyard/task-store';
import { KeptJobs, TestRedis } from '@switchyard/testing';
import { AttemptOutcomes } from './attempt-outcomes';
import type { AttemptRun, HeldGpu } from './attempt-run';
import { Attempts } from './attempts';
import type { Handler, Handlers } from './handlers';
import type { TaskRun } from './task-run';
import { OutputCopies } from './output-copies';
import { Places } from './places';
import { TaskRunner } from './task-runner';
import { TaskWork } from './task-work';
import { WorkerIdentity } from './worker-identity';
import { WorkerMetrics } from './worker-metrics';
import { RemoteInputs } from './remote-inputs';
import { WorkerSettings } from './worker-settings';

jest.setTimeout(60_000);

const QUEUE = 'wservice';
const ID = 't';
const STANDARD = { warning: 1800, soft: 3600, hard: 7200 };
const never = () => new Promise<never>(() => undefined);

describe('TaskRunner', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let store: TaskStore;
  let jobs: KeptJobs<TaskJob>;
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
    jobs = new KeptJobs();
    store = new TaskStore(connection.client, new Keys(`t${(runs += 1)}:`), settings, jobs);
  });

  afterEach(() => rmSync(share, { recursive: true }));

  const runnerOf = (handler: Handler): TaskRunner => {
    const log = createLogger('test', 'silent');
    const storage = new SharedStorage(share);
    const objects = new ObjectStore(new S3Settings());
    const attempts = new Attempts(new WorkerIdentity('wservice'), store, storage, new Places(), log);
    const handlers = { get: () => handler } as unknown as Handlers;
    const remote = new RemoteInputs(new InputEgress([]), objects, storage, new WorkerSettings());
    const copies = new OutputCopies(storage, objects);
    const work = new TaskWork(handlers, storage, store, new GpuLockSettings(), remote, copies);
    const settings = Object.assign(new WorkerSettings(), { retryBackoff: 60 });
    const outcomes = new AttemptOutcomes(store, storage, copies, settings);
    return new TaskRunner(attempts, work, outcomes, new WorkerMetrics(new Metrics(), attempts), log);
  };

  /** Runs one attempt at a new task with such limits to its end. */
  const attempt = async (run: Handler['run'], levels: TimeLevels = STANDARD, gpu?: HeldGpu): Promise<void> => {
    const { warning, soft, hard } = levels;
    const task = { ...generateSubtitleFilesTask, limits: { warning, soft, timeout: hard } } as Handler['task'];
    const ref = { taskId: ID, taskName: task.name, workflowId: ID, queue: QUEUE, priority: 5 };
    await store.transitions.create({ ...ref, input: {}, request: {}, maxAttempts: 3, timeoutSeconds: hard }, 'test');
    await runnerOf({ task, run }).run({ ...jobs.take(), delivery: 'd' }, gpu);
  };
  const record = () => store.read.get(ID);

  describe('with a method that hears nothing and never ends', () => {
    it('asks the attempt to end at its soft limit, and ends it at its hard one', async () => {
      const heard: [what: string, ranMs: number][] = [];
      await attempt(
        (_input, run) => {
          const hear = (what: string): void => void heard.push([what, (run as AttemptRun).ranMs]);
          onAbort(run.signal, () => hear(String(run.signal.reason)));
          onAbort(run.call.signal, () => hear('killed'));
          return never();
        },
        { warning: 0.05, soft: 0.1, hard: 0.6 },
      );
      const [[asked = '', askedMs = 0] = [], [killed = '', killedMs = 0] = []] = heard;
      expect([asked, killed]).toEqual([expect.stringContaining('its soft limit of 0.1 s'), 'killed']);
      expect(askedMs).toBeGreaterThan(95);
      expect(killedMs).toBeGreaterThan(595);
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
      const lease = { signal, isLost: true } as GpuLease;
      await attempt(never, STANDARD, { lease, giveBack: async () => undefined });
      expect(await record()).toMatchObject({ status: 'queued', attempt: 0, error: { code: 'GPU_LEASE_LOST' } });
    });
  });

  it('tries a task again when there is room on the disk, and counts no attempt until then', async () => {
    const free = jest.spyOn(SharedStorage.prototype, 'freeBytes').mockResolvedValue(0);
    const method = jest.fn(never);
    await attempt(method);
    free.mockRestore();
    expect(method).not.toHaveBeenCalled();
    expect(await record()).toMatchObject({
      status: 'queued',
      attempt: 0,
      error: { code: 'DISK_FULL', retryable: true },
    });
    expect(jobs.take()).toMatchObject({ taskId: ID, delayMs: 15_000 });
  });

  it('tells what a method gives in its order, also when Redis has forgotten the scripts', async () => {
    const parts = Array.from({ length: 60 }, (_, part) => part);
    await attempt(async (_input, run) => {
      await connection.client.script('FLUSH');
      for (const part of parts) {
        (run as AttemptRun).output({ part });
        await new Promise(setImmediate);
      }
      throw new TypeError('enough');
    });
    const told = (await store.read.events(ID)).filter(({ type }) => type === 'output');
    expect(told.map(({ payload }) => payload['part'])).toEqual(parts);
  });

  it('tells what an engine printed before it tells of the end', async () => {
    await attempt(async (_input, run) => {
      run.call.onPrinted?.('reading ');
      run.call.onPrinted?.('/very/private/place/model.bin\n');
      throw new TypeError('enough');
    });
    const told = (await store.read.events(ID)).slice(3, 5);
    expect(told).toMatchObject([{ type: 'log', payload: { message: 'reading …/model.bin' } }, { type: 'retry' }]);
  });

  describe('with an engine that is slow to die', () => {
    /** Longer than a method is waited for whose engine was killed. */
    const DYING_MS = 4000;
    let seen: { status?: string; files: boolean };

    /** An engine as one is that hangs in a driver: it ends some time after it was killed. */
    const callSlowEngine = async (run: TaskRun): Promise<never> => {
      const file = join(await run.outputDir(), 'part');
      writeFileSync(file, 'half of it');
      const { signal, onBegin } = run.call;
      const call = new Promise<never>((_resolve, reject) => {
        const end = async (): Promise<void> => {
          seen = { status: (await record())?.status, files: existsSync(file) };
          reject(new Error('the engine is gone'));
        };
        onAbort(signal, () => setTimeout(() => void end(), DYING_MS));
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
        await run.outputDir(); // once it is there the engine is at work
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
    onAbort(signal, () => reject(signal.reason as Error));
  });

/** Also where it has aborted before the method began, as on a busy machine. */
function onAbort(signal: AbortSignal, act: () => void): void {
  if (signal.aborted) act();
  else signal.addEventListener('abort', act, { once: true });
}

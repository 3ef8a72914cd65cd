import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { InputEgress } from '@switchyard/egress';
import { GpuLockManager, GpuLockReader, GpuLockSettings } from '@switchyard/gpu-lock';
import { Metrics, createLogger } from '@switchyard/observability';
import { Keys, RedisConnection } from '@switchyard/redis';
import { ObjectStore, S3Settings, SharedStorage } from '@switchyard/storage';
import { TaskStore, type TaskJob } from '@switchyard/task-store';
import { KeptJobs, TestRedis } from '@switchyard/testing';
import { AttemptOutcomes } from '../attempt-outcomes';
import { Attempts } from '../attempts';
import type { Handler, Handlers } from '../handlers';
import { OutputCopies } from '../output-copies';
import { Places } from '../places';
import { RemoteInputs } from '../remote-inputs';
import { TaskRunner } from '../task-runner';
import { TaskWork } from '../task-work';
import { WorkerIdentity } from '../worker-identity';
import { WorkerMetrics } from '../worker-metrics';
import { WorkerSettings } from '../worker-settings';
import { GpuJobs } from './gpu-jobs';
import { WaitingTasks } from './waiting-tasks';

const GPU = { id: '0', gpu: '0', uuid: 'GPU-0', name: 'simulated GPU', memoryMb: 0, simulated: true };
const TASK = generateSubtitleFilesTask.name;

describe('a task with a GPU, whose input comes from the network and whose outputs go there', () => {
  const keys = new Keys();
  const log = createLogger('test', 'silent');
  const jobs = new KeptJobs<TaskJob>();
  const seen: [what: string, lock: string][] = [];
  let redis: TestRedis;
  let connection: RedisConnection;
  let directory: string;
  let server: Server;
  let origin: string;
  let store: TaskStore;
  let locks: GpuLockManager;

  const note = async (what: string): Promise<void> => {
    const { state } = await new GpuLockReader(connection.client, keys).status('gpu_lock:0');
    seen.push([what, state]);
  };

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
    directory = mkdtempSync(join(tmpdir(), 'gpu-jobs-'));
    const stateTtlMs = 60_000;
    store = new TaskStore(
      connection.client,
      keys,
      { heartbeatTimeoutMs: 60_000, poisonLimit: 3, eventsMax: 100, stateTtlMs },
      jobs,
    );
    // where inputs come from, and an S3 server that takes objects
    server = createServer((request, reply) => {
      void note(`${request.method} ${request.url?.split('?')[0]}`).then(() => {
        request.resume().once('end', () => reply.setHeader('etag', '"1"').end(request.method === 'GET' ? '[]' : ''));
      });
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const settings = Object.assign(new GpuLockSettings(), { gpuGateDir: join(directory, 'gate') });
    const engines = { loaded: () => false, end: async () => undefined };
    locks = new GpuLockManager({ redis: connection, keys, worker: 'w', devices: [GPU], engines, settings, log });
    await locks.start();
  });
  afterAll(async () => {
    await locks.close();
    server.closeAllConnections();
    server.close();
    connection.close();
    await redis.stop();
    rmSync(directory, { recursive: true });
  });

  const jobsOf = (handler: Handler): GpuJobs => {
    const storage = new SharedStorage(directory);
    const s3 = { s3Buckets: ['media'], s3Endpoint: origin, s3AccessKeyId: 'a', s3SecretAccessKey: 'b' };
    const objects = new ObjectStore(Object.assign(new S3Settings(), s3));
    const places = new Places();
    const attempts = new Attempts(new WorkerIdentity('wservice'), store, storage, places, log);
    const handlers = { get: () => handler } as unknown as Handlers;
    const settings = new WorkerSettings();
    const remote = new RemoteInputs(new InputEgress(['127.0.0.1']), objects, storage, settings);
    const copies = new OutputCopies(storage, objects);
    const work = new TaskWork(handlers, storage, store, new GpuLockSettings(), remote, copies);
    const outcomes = new AttemptOutcomes(store, storage, copies, settings);
    const runner = new TaskRunner(attempts, work, outcomes, new WorkerMetrics(new Metrics(), attempts), log);
    return new GpuJobs(store, locks, new WaitingTasks(store, log), handlers, runner, places);
  };

  it('keeps the GPU from others only while its method runs', async () => {
    const run: Handler['run'] = async (_input, attempt) => {
      await note('the method');
      const subtitle_path = join(await attempt.outputDir(), 'a.srt');
      writeFileSync(subtitle_path, 'made');
      attempt.describe({ engine: { name: 'test', version: '1' } });
      return { subtitle_path };
    };
    const ref = { taskId: 't', taskName: TASK, workflowId: 't', queue: 'wservice', priority: 5 };
    const rest = { request: {}, maxAttempts: 3, timeoutSeconds: 60, upload: 's3://media/' };
    const input = { segments_file: `${origin}/a.json` };
    await store.transitions.create({ ...ref, ...rest, input }, 'test');
    await jobsOf({ task: generateSubtitleFilesTask, run, gpu: {} }).run({ ...jobs.take(), delivery: 'd' });
    const task = await store.read.get('t');
    expect(task).toMatchObject({ status: 'succeeded', attempt: 1 });
    const [[path = '', url = ''] = []] = Object.entries(task?.output?.['uploaded'] ?? {}) as [string, string][];
    expect([path, url]).toEqual([
      expect.stringMatching(/\/a\.srt$/),
      expect.stringMatching(/^s3:\/\/media\/t-.*a\.srt$/),
    ]);
    expect(task?.output?.['subtitle_path_url']).toBe(url);
    expect(seen).toEqual([
      ['GET /a.json', 'free'],
      ['the method', 'held'],
      [`PUT ${url.replace('s3:/', '')}`, 'free'],
    ]);
    expect(await new GpuLockReader(connection.client, keys).status('gpu_lock:0')).toMatchObject({
      statistics: { successes: 1 },
    });
  });
});

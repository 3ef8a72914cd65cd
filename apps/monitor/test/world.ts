import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { GpuLockControl, GpuLockReader, GpuLockSettings } from '@switchyard/gpu-lock';
import { DeadTasks, HandHeartbeats, RunningTasks } from '@switchyard/monitoring';
import { Keys, RedisConnection, type RedisClient } from '@switchyard/redis';
import { SharedStorage } from '@switchyard/storage';
import { TaskStore, queueFor, refOf, type StoredTask, type TaskJob } from '@switchyard/task-store';
import { KeptJobs, TestRedis } from '@switchyard/testing';
import { AttemptRecovery } from '../src/heartbeats/attempt-recovery';

const TASK = generateSubtitleFilesTask;
const QUEUE = queueFor(TASK, {});
const HEARTBEAT_MS = 60_000;

/** What the monitor asks of its checks once an interval. */
export const RECOVER = { recover: true, heartbeatTimeoutMs: HEARTBEAT_MS };
/** The same where nothing is to be recovered. */
export const LOOK = { ...RECOVER, recover: false };

/** An installation with tasks and without processes; each `fresh` one has keys of its own. */
export class World {
  private runs = 0;
  jobs!: KeptJobs<TaskJob>;
  /** Of its keys. */
  prefix = '';
  store!: TaskStore;
  dead!: DeadTasks;
  byHand!: HandHeartbeats;
  running!: RunningTasks;
  locks!: GpuLockReader;
  control!: GpuLockControl;

  private constructor(
    readonly redis: TestRedis,
    readonly connection: RedisConnection,
    readonly storage: SharedStorage,
  ) {}

  static async start(): Promise<World> {
    const redis = await TestRedis.start();
    const connection = new RedisConnection(redis.url, 'patient');
    return new World(redis, connection, new SharedStorage(mkdtempSync(join(tmpdir(), 'switchyard-monitor-'))));
  }

  async stop(): Promise<void> {
    this.connection.close();
    await this.redis.stop();
    rmSync(this.storage.root, { recursive: true, force: true });
  }

  /** @param stateTtlMs 0: what is final can go at once */
  fresh(gpu: Partial<GpuLockSettings> = {}, client: RedisClient = this.connection.client, stateTtlMs = 0): void {
    this.prefix = `m${(this.runs += 1)}:`;
    const keys = new Keys(this.prefix);
    const times = { heartbeatTimeoutMs: HEARTBEAT_MS, poisonLimit: 3, eventsMax: 100, stateTtlMs };
    this.jobs = new KeptJobs();
    this.store = new TaskStore(client, keys, times, this.jobs);
    this.dead = new DeadTasks(client, keys);
    this.byHand = new HandHeartbeats(client, keys);
    this.running = new RunningTasks(client, keys);
    this.locks = new GpuLockReader(client, keys);
    this.control = new GpuLockControl(client, keys, Object.assign(new GpuLockSettings(), gpu));
  }

  recovery(monitor = 'monitor'): AttemptRecovery {
    return new AttemptRecovery(this.store, this.storage, this.dead, monitor);
  }

  async create(
    taskId: string,
    {
      workflowId = taskId,
      timeoutSeconds = 60,
      callback = '',
      input = {},
      owner = undefined as string | undefined,
    } = {},
  ): Promise<StoredTask> {
    const ref = { taskId, taskName: TASK.name, workflowId, queue: QUEUE, priority: 5 };
    const rest = { input, request: {}, callback, owner, maxAttempts: 3, timeoutSeconds };
    return (await this.store.transitions.create({ ...ref, ...rest }, 'test')).task;
  }

  async take(worker = 'w', lease?: string): Promise<StoredTask> {
    const job = this.jobs.take();
    const claimed = await this.store.claims.claim(job, worker, `${worker} ${job.fence}`, undefined, lease);
    if (!claimed) throw new Error('the task does not wait for this job');
    return claimed.task;
  }

  complete(task: StoredTask, worker = 'w') {
    return this.store.transitions.complete({ ...refOf(task), fence: task.fence, worker }, {});
  }

  beat(task: StoredTask, worker = 'w', ranMs = 1000) {
    const facts = { version: '0', device: 'cpu' as const, models: [], missing: [], concurrency: 1, running: 1 };
    const presence = { ...facts, service: TASK.service, host: 'here', pid: 1 };
    const attempt = { ...refOf(task), fence: task.fence, worker, progress: 0.5, ranMs };
    return this.store.heartbeats.beat(worker, presence, [attempt]);
  }

  /** Its last sign of life is long ago. */
  async silence(taskId: string): Promise<void> {
    await this.store.redis.zadd(this.store.keys.heartbeats, 1, taskId);
  }

  async giveEverybodyTime(): Promise<void> {
    await this.store.redis.hset(this.store.keys.detector, 'grace_until', Date.now() + 60_000);
  }

  events(taskId: string): Promise<string[]> {
    return this.store.read.events(taskId).then((events) => events.map(({ type }) => type));
  }
}

import { TASK_STATES, generateSubtitleFilesTask } from '@switchyard/contracts';
import type { Keys, RedisClient } from '@switchyard/redis';
import { SettableClock } from '@switchyard/testing';
import { TaskStore, jobId, refOf, type Attempt, type JobQueue, type StoredTask, type TaskJob } from '../src';

export const NAME = generateSubtitleFilesTask.name;
export const QUEUE = 'wservice';

const failure = { code: 'INTERNAL_ERROR', message: 'broke', retryable: true } as const;
const presence = {
  service: 'wservice',
  version: '1',
  device: 'cpu',
  models: [],
  missing: [],
  concurrency: 1,
  running: 0,
  host: 'h',
  pid: 1,
} as const;
const settings = { heartbeatTimeoutMs: 60_000, poisonLimit: 3, eventsMax: 1000, stateTtlMs: 60_000 };
/** How long a Redis is away that was started again. */
const AWAY_MS = 100;

/** Everything that can happen to one task; ends are rare. */
export const KINDS = [
  ...['deliver', 'deliver', 'deliver', 'deliver', 'resend', 'resend', 'release', 'wait', 'loseJob', 'look'],
  ...['retry', 'delayedRetry', 'deadlyRetry', 'handOn', 'handOn', 'silence', 'silence', 'orphan', 'orphan'],
  ...['progress', 'beat', 'cancel', 'complete', 'fail'],
];

/** Redis wrote everything to its disk; it was started again and knows what it wrote then. */
export const LOSSES = ['fsync', 'loseWrites', 'loseWrites'];

/** `age` chooses among jobs, deliveries and attempts, 0 the latest. */
export interface Step {
  /** One of `KINDS` or `LOSSES`. */
  kind: string;
  age: number;
}

/** Keeps every job that was ever added: one may be delivered again, late, or after its task went on. */
class EveryJob implements JobQueue {
  readonly added: TaskJob[] = [];
  /** Names of those that are there. */
  readonly present = new Set<string>();

  async add(job: TaskJob): Promise<void> {
    if (this.present.has(jobId(job))) return;
    this.added.push(job);
    this.present.add(jobId(job));
  }

  async remove(job: Pick<TaskJob, 'taskId' | 'fence'>): Promise<void> {
    this.present.delete(jobId(job));
  }
}

/** One task and all attempts at it that were ever made: what real workers, dead ones and frozen ones do in any order. */
export class World {
  readonly store: TaskStore;
  readonly taskId = 't';
  readonly history: StoredTask[] = [];
  /** Writes that were taken: under which fence, and which was the current one. */
  readonly accepted: { fence: number; current: number }[] = [];
  /** Deliveries that began an attempt: for which job, and how the task was before. */
  readonly claims: { job: string; awaited: string; status: string }[] = [];
  /** Claims that were sent again: the fence they gave the first time, and then. */
  readonly resent: { first: number; again: number | undefined; current: number | undefined }[] = [];
  /** Fences of tasks that a worker let go, before and after. */
  readonly released: { from: number; to: number }[] = [];
  /** Fences of attempts, in the order in which they began. */
  readonly begun: number[] = [];
  private readonly attempts: Attempt[] = [];
  readonly jobs = new EveryJob();
  private readonly deliveries: { job: TaskJob; delivery: string; fence: number }[] = [];
  private delivered = 0;
  private readonly clock: SettableClock;
  private onDisk: (Buffer | null)[] = [];

  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
  ) {
    this.clock = new SettableClock(redis);
    this.store = new TaskStore(this.clock.client, keys, settings, this.jobs);
  }

  async live(steps: Step[]): Promise<void> {
    const ref = { taskId: this.taskId, taskName: NAME, workflowId: this.taskId, queue: QUEUE, priority: 5 };
    await this.store.transitions.create({ ...ref, input: {}, request: {}, maxAttempts: 4, timeoutSeconds: 60 }, 'test');
    this.history.push(await this.task());
    await this.fsync();
    for (const step of steps) {
      await this.take(step);
      this.history.push(await this.task());
    }
  }

  private async task(): Promise<StoredTask> {
    const task = await this.store.read.get(this.taskId);
    if (!task) throw new Error('the task is gone');
    return task;
  }

  private async take({ kind, age }: Step): Promise<void> {
    const { redis, keys, claims, transitions } = this.store;
    const before = await this.task();
    switch (kind) {
      case 'deliver':
        return this.deliver(aged(this.jobs.added, age), before);
      case 'resend':
        return this.resend(before);
      case 'release':
        return this.release({ ...before, fence: aged(this.jobs.added, age)?.fence ?? 0 });
      case 'wait':
        return void (await claims.wait({ ...before, taskId: this.taskId }, 'r'));
      case 'loseJob':
        return this.jobs.present.clear();
      case 'look':
        return this.look();
      case 'fsync':
        return this.fsync();
      case 'loseWrites':
        return this.loseWrites();
      case 'cancel':
        return void (await transitions.cancel(before, 'test'));
      case 'silence':
        return void (await redis.zadd(keys.heartbeats, 'XX', 1, this.taskId));
      case 'orphan':
        return void (await transitions.orphan(before, 'test'));
      default: {
        const attempt = aged(this.attempts, age);
        if (attempt && (await this.write(kind, attempt)))
          this.accepted.push({ fence: attempt.fence, current: before.fence });
      }
    }
  }

  private async fsync(): Promise<void> {
    this.onDisk = await Promise.all(this.everything.map((key) => this.redis.dumpBuffer(key)));
  }

  private async loseWrites(): Promise<void> {
    for (const [at, key] of this.everything.entries()) {
      const dump = this.onDisk[at];
      if (dump) await this.redis.restore(key, 0, dump, 'REPLACE');
      else await this.redis.del(key);
    }
    await this.clock.shift(AWAY_MS);
  }

  private get everything(): string[] {
    const { keys, taskId } = this;
    return [
      ...[keys.task(taskId), keys.taskEvents(taskId), keys.workflow(taskId), keys.number],
      ...[keys.outbox, keys.heartbeats, keys.retention],
      ...TASK_STATES.map((state) => keys.taskIndex(NAME, state)),
    ];
  }

  /** The monitor looks for the job of a task that is due. */
  async look(): Promise<void> {
    await this.redis.zadd(this.keys.outbox, 'XX', 1, this.taskId);
    for (const job of await this.store.outbox.due(10)) await this.jobs.add(job);
  }

  private async deliver(job: TaskJob | undefined, before: StoredTask): Promise<void> {
    if (!job) return;
    const delivery = `d${(this.delivered += 1)}`;
    const claimed = await this.store.claims.claim(job, 'w', delivery);
    if (!claimed) return;
    const { task } = claimed;
    this.claims.push({ job: jobId(job), awaited: jobId({ ...job, fence: before.fence }), status: before.status });
    this.deliveries.push({ job, delivery, fence: task.fence });
    this.attempts.push({ ...refOf(task), fence: task.fence, worker: 'w' });
    this.begun.push(task.fence);
  }

  /** A worker whose reply was lost sends its latest claim again, before it does anything else. */
  private async resend({ status, fence }: StoredTask): Promise<void> {
    const last = this.deliveries.at(-1);
    if (!last) return;
    const claimed = await this.store.claims.claim(last.job, 'w', last.delivery);
    this.resent.push({
      first: last.fence,
      again: claimed?.task.fence,
      current: status === 'running' ? fence : undefined,
    });
  }

  private async release(task: StoredTask): Promise<void> {
    if ((await this.store.claims.release(task)) === 'ok')
      this.released.push({ from: task.fence, to: (await this.task()).fence });
  }

  /** Whether the store took the write. */
  private async write(kind: string, attempt: Attempt): Promise<boolean> {
    const { transitions, heartbeats } = this.store;
    switch (kind) {
      case 'progress':
        return (await transitions.progress(attempt, 0.5)) !== 'lost';
      case 'complete':
        return (await transitions.complete(attempt, { by: attempt.fence })) === 'ok';
      case 'fail':
        return (await transitions.fail(attempt, 'failed', failure)) === 'ok';
      case 'beat': {
        const beaten = await heartbeats.beat('w', { ...presence, models: [], missing: [] }, [
          { ...attempt, progress: 0.1, ranMs: 1 },
        ]);
        return beaten[0] !== 'lost';
      }
      default: {
        const cause = kind === 'handOn' ? undefined : { ...failure, deadly: kind === 'deadlyRetry' };
        const again = (await this.task()).status === 'queued'; // an answer that is given again
        const answer = await transitions.retry(attempt, kind === 'delayedRetry' ? 60_000 : 0, cause);
        return answer !== 'lost' && !again;
      }
    }
  }
}

const aged = <T>(items: T[], age: number): T | undefined => items.at(-1 - (age % Math.max(1, items.length)));

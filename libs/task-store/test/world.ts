import { TASK_STATES, generateSubtitleFilesTask } from '@switchyard/contracts';
import type { Keys, RedisClient } from '@switchyard/redis';
import { SettableClock } from '@switchyard/testing';
import { TaskStore, refOf, type Attempt, type Claimed, type StoredTask, type TakeRequest } from '../src';

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
const LEASE_MS = 60_000;
/** How long a Redis is away that was started again. */
const AWAY_MS = 100;

/** Everything that can happen to one task; ends are rare. */
export const KINDS = [
  ...['take', 'take', 'take', 'resend', 'resend', 'reserve', 'reserve', 'claim', 'claim', 'claim'],
  ...['unreserve', 'renew', 'expire', 'expire', 'due'],
  ...['retry', 'delayedRetry', 'deadlyRetry', 'handOn', 'handOn', 'silence', 'silence', 'sweep', 'sweep'],
  ...['progress', 'beat', 'cancel', 'complete', 'fail'],
];

/** Redis wrote everything to its disk; it was started again and knows what it wrote then. */
export const LOSSES = ['fsync', 'loseWrites', 'loseWrites'];

/** `age` chooses among workers, reservations and attempts, 0 the latest. */
export interface Step {
  /** One of `KINDS` or `LOSSES`. */
  kind: string;
  age: number;
}

/** One task and all attempts at it that were ever made: what real workers, dead ones and frozen ones do in any order. */
export class World {
  readonly store: TaskStore;
  readonly taskId = 't';
  readonly history: StoredTask[] = [];
  /** Writes that were taken: under which fence, and which was the current one. */
  readonly accepted: { fence: number; current: number }[] = [];
  /** Claims that were granted: by whom, and who had set the task aside. */
  readonly claims: { worker: string; holder: string | null }[] = [];
  /** Requests that were sent again: the fences they gave the first time, and then. */
  readonly resent: { first: number[]; again: number[] }[] = [];
  /** Fences of attempts, in the order in which they began. */
  readonly begun: number[] = [];
  private readonly attempts: Attempt[] = [];
  private readonly reservations: { task: StoredTask; worker: string }[] = [];
  private readonly takes: { request: TakeRequest; fences: number[] }[] = [];
  private requests = 0;
  private readonly clock: SettableClock;
  private onDisk: (Buffer | null)[] = [];

  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
  ) {
    this.clock = new SettableClock(redis);
    this.store = new TaskStore(this.clock.client, keys, settings);
  }

  async live(steps: Step[]): Promise<void> {
    const ref = { taskId: this.taskId, taskName: NAME, workflowId: this.taskId, queue: QUEUE };
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
    const { redis, keys, queue, transitions } = this.store;
    const worker = age === 0 ? 'a' : 'b';
    const before = await this.task();
    switch (kind) {
      case 'take':
        return this.takeFirst({ most: 2, worker, request: (this.requests += 1) });
      case 'resend':
        return this.resend(worker);
      case 'reserve': {
        const { tasks } = await queue.reserve([QUEUE], { most: 2, worker, request: (this.requests += 1) }, LEASE_MS);
        this.reservations.push(...tasks.map((task) => ({ task, worker })));
        return;
      }
      case 'expire':
        await redis.zadd(keys.reservations, 'XX', 1, this.taskId);
        return void (await queue.expire(before));
      case 'due':
        return void (await redis.zadd(keys.delayed(QUEUE), 'XX', 1, this.taskId));
      case 'fsync':
        return this.fsync();
      case 'loseWrites':
        return this.loseWrites();
      case 'cancel':
        return void (await transitions.cancel(before, 'test'));
      case 'silence':
        return void (await redis.zadd(keys.heartbeats, 'XX', 1, this.taskId));
      case 'sweep':
        return void (await transitions.orphan(before, 'sweep'));
      case 'claim':
      case 'unreserve':
      case 'renew':
        return this.useReservation(kind, age, before);
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
      ...[keys.task(taskId), keys.taskEvents(taskId), keys.workflow(taskId), keys.number, keys.takes],
      ...[keys.queue(QUEUE), keys.delayed(QUEUE), keys.bell(QUEUE), keys.reservations, keys.heartbeats, keys.retention],
      ...TASK_STATES.map((state) => keys.taskIndex(NAME, state)),
    ];
  }

  private async takeFirst(request: TakeRequest): Promise<void> {
    const { attempts } = await this.store.queue.take([QUEUE], request);
    this.takes.push({ request, fences: attempts.map((attempt) => this.began(attempt, request.worker)) });
  }

  /** A worker whose reply was lost sends its latest request again, before it does anything else. */
  private async resend(worker: string): Promise<void> {
    const last = this.takes.findLast(({ request }) => request.worker === worker);
    if (!last || last.fences.length === 0) return;
    const { attempts } = await this.store.queue.take([QUEUE], last.request);
    this.resent.push({ first: last.fences, again: attempts.map(({ task }) => task.fence) });
  }

  private async useReservation(kind: 'claim' | 'unreserve' | 'renew', age: number, before: StoredTask): Promise<void> {
    const reservation = aged(this.reservations, age);
    if (!reservation) return;
    const { task, worker } = reservation;
    const { redis, keys, queue } = this.store;
    if (kind === 'unreserve') return void (await queue.unreserve(task, worker));
    if (kind === 'renew') return void (await queue.renew(worker, LEASE_MS, [{ taskId: this.taskId, reason: 'r' }]));
    const holder = await redis.hget(keys.task(this.taskId), 'reserved_by');
    const claimed = await queue.claim(task, worker);
    if (!claimed || before.status === 'running') return; // an answer that is given again
    this.claims.push({ worker, holder });
    this.accepted.push({ fence: task.fence, current: before.fence });
    this.began(claimed, worker);
  }

  private began({ task }: Claimed, worker: string): number {
    this.attempts.push({ ...refOf(task), fence: task.fence, worker });
    this.begun.push(task.fence);
    return task.fence;
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

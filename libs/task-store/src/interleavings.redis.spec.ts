import { LAST_EVENTS, TASK_STATES, generateSubtitleFilesTask, isFinal } from '@switchyard/contracts';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TestRedis } from '@switchyard/testing';
import fc from 'fast-check';
import type { StoredTask } from './record-codec';
import type { Attempt } from './store-types';
import { TaskStore } from './task-store';
import { refOf } from './transitions';

const NAME = generateSubtitleFilesTask.name;
const failure = { code: 'INTERNAL_ERROR', message: 'broke', retryable: true } as const;
const presence = {
  service: 'wservice',
  version: '1',
  device: 'cpu',
  concurrency: 1,
  running: 0,
  host: 'h',
  pid: 1,
} as const;

/** Everything that can happen to one task; `age` chooses among its jobs and attempts, 0 the latest. Ends are rare. */
const kinds = [
  ...Array<string>(6).fill('claim'),
  ...['retry', 'retry', 'deadlyRetry', 'handOn', 'handOn', 'silence', 'silence', 'sweep', 'sweep'],
  ...['progress', 'beat', 'cancel', 'complete', 'fail'],
];
const step = fc.record({ kind: fc.constantFrom(...kinds), age: fc.nat(2) });
type Step = { kind: string; age: number };

/** One task and all attempts at it that were ever made: what real workers, dead ones and frozen ones do in any order. */
class World {
  readonly attempts: Attempt[] = [];
  readonly accepted: { fence: number; current: number }[] = [];
  private readonly jobs: number[] = [];

  constructor(
    readonly store: TaskStore,
    readonly taskId: string,
  ) {}

  async begin(): Promise<void> {
    const ref = { taskId: this.taskId, taskName: NAME, workflowId: this.taskId };
    const rest = { service: 'wservice' as const, input: {}, request: {}, maxAttempts: 4, timeoutSeconds: 60 };
    const { task } = await this.store.transitions.create({ ...ref, ...rest }, 'test');
    this.jobs.push(task.fence);
  }

  async task(): Promise<StoredTask> {
    const task = await this.store.read.get(this.taskId);
    if (!task) throw new Error('the task is gone');
    return task;
  }

  async take({ kind, age }: Step): Promise<void> {
    const before = await this.task();
    if (kind === 'claim') return this.claim(before, aged(this.jobs, age) ?? 0);
    if (kind === 'cancel') return void (await this.store.transitions.cancel(before, 'test'));
    if (kind === 'silence') return void (await this.store.redis.zadd(this.store.keys.heartbeats, 'XX', 1, this.taskId));
    if (kind === 'sweep') return this.orphan(before);
    const attempt = aged(this.attempts, age);
    if (!attempt) return;
    const heard = await this.write(kind, attempt);
    if (heard) this.accepted.push({ fence: attempt.fence, current: before.fence });
  }

  private async claim(task: StoredTask, fence: number): Promise<void> {
    const claim = { fence, token: `${Math.random()}`, worker: 'w' };
    const result = await this.store.transitions.claim(refOf(task), claim);
    if (result.outcome !== 'claimed') return;
    this.attempts.push({ ...refOf(task), fence: result.task.fence, worker: 'w' });
    this.accepted.push({ fence, current: task.fence });
  }

  private async orphan(task: StoredTask): Promise<void> {
    const { outcome, fence } = await this.store.transitions.orphan(task, 'sweep');
    if (outcome === 'queued') this.jobs.push(fence);
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
      case 'beat':
        return (
          (await heartbeats.beat('w', { ...presence, models: [], missing: [] }, [{ ...attempt, progress: 0.1 }]))[0] !==
          'lost'
        );
      default: {
        const cause = kind === 'handOn' ? undefined : { ...failure, deadly: kind === 'deadlyRetry' };
        const answer = await transitions.retry(attempt, 0, cause);
        if (typeof answer === 'object') this.jobs.push(answer.fence);
        return answer !== 'lost';
      }
    }
  }
}

const aged = <T>(items: T[], age: number): T | undefined => items.at(-1 - (age % Math.max(1, items.length)));

describe('any order of claims, writes, deaths and cancels', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let runs = 0;

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
  });

  afterAll(async () => {
    connection.close();
    await redis.stop();
  });

  const world = async (): Promise<World> => {
    const settings = { heartbeatTimeoutMs: 60_000, poisonLimit: 3, eventsMax: 1000, stateTtlMs: 60_000 };
    const made = new World(new TaskStore(connection.client, new Keys(`r${(runs += 1)}:`), settings), 't');
    await made.begin();
    return made;
  };

  const check = (invariant: (world: World, history: StoredTask[]) => Promise<void>): Promise<void> =>
    fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 40 }), async (steps) => {
        const made = await world();
        const history = [await made.task()];
        for (const each of steps) {
          await made.take(each);
          history.push(await made.task());
        }
        await invariant(made, history);
      }),
      { numRuns: 150 },
    );

  it(
    'never leaves a final state, and records one last event',
    () =>
      check(async ({ store }, history) => {
        const first = history.findIndex(({ status }) => isFinal(status));
        for (const later of first < 0 ? [] : history.slice(first)) expect(later.status).toBe(history[first]?.status);
        const last = (await store.read.events('t')).filter(({ type }) => LAST_EVENTS.has(type));
        expect(last).toHaveLength(first < 0 ? 0 : 1);
      }),
    60_000,
  );

  it(
    'hears only the attempt with the current fence',
    () =>
      check(async ({ accepted }, history) => {
        for (const { fence, current } of accepted) expect(fence).toBe(current);
        const fences = history.map(({ fence }) => fence);
        expect(fences).toEqual([...fences].sort((a, b) => a - b));
        for (const [i, { status, fence }] of history.entries()) {
          const before = history[i - 1];
          if (before?.status === 'running' && status === 'queued') expect(fence).toBeGreaterThan(before.fence);
        }
        const end = history.at(-1);
        if (end?.status === 'succeeded') expect(end.output).toEqual({ by: end.fence });
      }),
    60_000,
  );

  it(
    'writes events without a gap, and the state they tell is the state of the record',
    () =>
      check(async ({ store }, history) => {
        const events = await store.read.events('t');
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, i) => i + 1));
        const told = {
          queued: 'queued',
          started: 'running',
          completed: 'succeeded',
          failed: 'failed',
          cancelled: 'cancelled',
        };
        const kinds = events.map(({ type }) => type).filter((type) => type in told);
        expect(told[kinds.at(-1) as keyof typeof told]).toBe(history.at(-1)?.status);
      }),
    60_000,
  );

  it(
    'keeps a task in exactly the sets of its state',
    () =>
      check(async ({ store: { redis: client, keys } }, history) => {
        const status = history.at(-1)?.status;
        for (const state of TASK_STATES) {
          const score = await client.zscore(keys.taskIndex(NAME, state), 't');
          expect({ state, listed: score !== null }).toEqual({ state, listed: state === status });
        }
        expect((await client.zscore(keys.heartbeats, 't')) !== null).toBe(status === 'running');
        expect((await client.zscore(keys.outbox, 't')) !== null).toBe(status === 'queued');
        expect((await client.zscore(keys.retention, 't')) !== null).toBe(status !== undefined && isFinal(status));
      }),
    60_000,
  );

  it(
    'never tries more often than allowed, and never succeeds after an acknowledged cancel',
    () =>
      check(async (_world, history) => {
        for (const { attempt, max_attempts, deaths } of history) {
          expect(attempt).toBeLessThanOrEqual(max_attempts);
          expect(deaths).toBeLessThanOrEqual(attempt);
        }
        const asked = history.some(({ cancel_requested }) => cancel_requested);
        if (asked) expect(history.at(-1)?.status).not.toBe('succeeded');
      }),
    60_000,
  );
});

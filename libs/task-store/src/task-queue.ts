import { join } from 'node:path';
import { Script, type Keys, type RedisClient } from '@switchyard/redis';
import { toContext, type ContextReply } from './context-codec';
import { CLAIMED_FIELDS, fieldsOf, fromValues, toRecord, type StoredTask } from './record-codec';
import type { StoreSettings } from './store-settings';
import type { Claimed, Reserved, TakeRequest, Taken } from './store-types';

/** The longest that a task waits for its next attempt. */
export const LONGEST_RETRY_DELAY_MS = 60_000;

const WORDS = { FIELDS: CLAIMED_FIELDS, LONGEST_DELAY: [String(LONGEST_RETRY_DELAY_MS)] };
const script = (verb: string): Script => new Script(join(__dirname, 'lua', `${verb}.lua`), WORDS);

const TAKE = script('take');
const RESERVE = script('reserve');
const RENEW = script('renew');
const UNRESERVE = script('unreserve');
const CLAIM = script('claim');

/** Values as they were before the attempt began, its fence, number and start, the context of its workflow. */
type AttemptReply = [(string | null)[], string, number, string, ContextReply];

/** How tasks leave their queues: begun at once, or set aside first by a worker that still waits for a GPU. */
export class TaskQueue {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
    private readonly settings: StoreSettings,
  ) {}

  /** Takes the first tasks of some queues together and begins an attempt at each. */
  async take(queues: readonly string[], { most, worker, request }: TakeRequest): Promise<Taken> {
    const { keys } = this;
    const [due, ...attempts] = (await TAKE.run(
      this.redis,
      [keys.takes, keys.heartbeats, ...queues.flatMap((queue) => this.line(queue))],
      [most, worker, request, ...this.attemptArgs()],
    )) as [string, ...AttemptReply[]];
    return { attempts: attempts.map((reply) => toClaimed(reply, worker)), dueInMs: toDue(due) };
  }

  /** Sets the first tasks of some queues together aside; without `renew` they go back to their places after `leaseMs`. */
  async reserve(queues: readonly string[], { most, worker, request }: TakeRequest, leaseMs: number): Promise<Reserved> {
    const { keys } = this;
    const [due, ...tasks] = (await RESERVE.run(
      this.redis,
      [keys.takes, keys.reservations, ...queues.flatMap((queue) => this.line(queue))],
      [most, worker, request, leaseMs, keys.stems[0]],
    )) as [string, ...(string | null)[][]];
    return { tasks: tasks.map((values) => fromValues(CLAIMED_FIELDS, values)), dueInMs: toDue(due) };
  }

  /** Keeps tasks that were set aside, each with what it waits for; `lost` is not this worker's any more. */
  async renew(
    worker: string,
    leaseMs: number,
    waiting: { taskId: string; reason: string }[],
  ): Promise<('ok' | 'lost')[]> {
    const keys = [this.keys.reservations, ...waiting.map(({ taskId }) => this.keys.task(taskId))];
    const args = [worker, leaseMs, ...waiting.flatMap(({ taskId, reason }) => [taskId, reason])];
    return (await RENEW.run(this.redis, keys, args)) as ('ok' | 'lost')[];
  }

  /** Begins the attempt at a task that was set aside; nothing when it was cancelled or went back meanwhile. */
  async claim(task: StoredTask, worker: string): Promise<Claimed | null> {
    const reply = (await CLAIM.run(
      this.redis,
      [this.keys.task(task.task_id), this.keys.heartbeats, this.keys.reservations],
      [task.task_id, task.fence, worker, ...this.attemptArgs()],
    )) as AttemptReply | [];
    return reply.length === 0 ? null : toClaimed(reply, worker);
  }

  /** Puts a task that this worker had set aside back into its queue, at its place. */
  async unreserve(task: StoredTask, worker: string): Promise<'ok' | 'lost'> {
    const { keys } = this;
    const touched = [keys.task(task.task_id), keys.reservations, keys.queue(task.queue), keys.bell(task.queue)];
    return (await UNRESERVE.run(this.redis, touched, [task.task_id, worker])) as 'ok' | 'lost';
  }

  /** Does the same for a worker that gave no sign of life in time. */
  expire(task: StoredTask): Promise<'ok' | 'lost'> {
    return this.unreserve(task, '');
  }

  private line(queue: string): [string, string, string] {
    return [this.keys.queue(queue), this.keys.delayed(queue), this.keys.bell(queue)];
  }

  private attemptArgs(): (string | number)[] {
    const { heartbeatTimeoutMs, eventsMax } = this.settings;
    return [heartbeatTimeoutMs, eventsMax, ...this.keys.stems.slice(0, 4)];
  }
}

function toClaimed([values, fence, attempt, startedAt, context]: AttemptReply, worker: string): Claimed {
  const fields = fieldsOf(CLAIMED_FIELDS, values);
  Object.assign(fields, {
    status: 'running',
    fence,
    attempt: String(attempt),
    started_at: startedAt,
    executed_on: worker,
  });
  const task = toRecord(fields);
  return { task, readContext: () => toContext(task.workflow_id, context, task) };
}

const toDue = (text: string): number | null => (text === '' ? null : Number(text));

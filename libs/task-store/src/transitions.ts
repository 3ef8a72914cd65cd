import { join } from 'node:path';
import {
  PoisonTaskError,
  RequestError,
  TaskExpiredError,
  TaskCancelledError,
  TaskTimeoutError,
  WorkerLostError,
  type TaskEventType,
  type TaskFailure,
  type TaskState,
} from '@switchyard/contracts';
import { Script, type Keys, type RedisClient } from '@switchyard/redis';
import { toHash, toRecord, type StoredTask } from './record-codec';
import type { Attempt, Created, NewTask, Orphaned, TaskRef, WriteResult } from './store-types';
import { fieldsOfNew, queuedRecord } from './new-task';
import type { StoreSettings } from './store-settings';
import { TURNS, jobOf, lowestLevel, type JobQueue } from './task-job';

const script = (verb: string): Script => new Script(join(__dirname, 'lua', `${verb}.lua`));

const SCRIPTS = {
  create: script('create'),
  progress: script('progress'),
  note: script('note'),
  complete: script('complete'),
  fail: script('fail'),
  retry: script('retry'),
  orphan: script('orphan'),
  timeUp: script('time_up'),
  cancel: script('cancel'),
  expire: script('expire'),
  remove: script('remove'),
};

/** The last event of each unhappy end. */
const ENDINGS = { failed: 'failed', timed_out: 'hard_timeout', cancelled: 'cancelled' } as const;

export type Ending = keyof typeof ENDINGS;

/** Events that change nothing. */
export type Note = Extract<
  TaskEventType,
  'waiting_gpu' | 'gpu_lock_timeout' | 'log' | 'output' | 'warning' | 'soft_timeout'
>;

/** A file that an attempt made, by its `/share/…` path. */
export interface MadeFile {
  path: string;
  bytes: number;
}

/** More files than this are told of together. */
const MOST_ARTIFACTS = 20;

const CANCELLED = JSON.stringify(new TaskCancelledError().toFailure());

/**
 * The transitions of a task: each one script, one round trip, one event, refused when the fence is not current. What makes a
 * task due then adds its job.
 */
export class Transitions {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
    private readonly settings: StoreSettings,
    private readonly jobs: JobQueue,
  ) {}

  /**
   * Stores a task and adds its job; a known id gives the task that has it. With `reuse` it may have its result at once, or wait for
   * the task that computes the same.
   */
  async create(task: NewTask, producer: string): Promise<Created> {
    const { keys, settings } = this;
    const reuseKey = task.reuse && keys.reuse(task.reuse);
    const workflow = {
      task_name: task.taskName,
      input_data: task.request['input_data'] ?? {},
      callback: task.callback ?? null,
    };
    const reply = (await SCRIPTS.create.run(
      this.redis,
      [
        keys.task(task.taskId),
        keys.workflow(task.workflowId),
        keys.number,
        keys.waitingJobs(task.queue),
        keys.outbox,
        keys.taskIndex(task.taskName, 'queued'),
        ...[keys.retention, keys.expiries, keys.taskEvents(task.taskId), keys.callbacks],
        reuseKey ?? keys.task(task.taskId),
        keys.ends,
        keys.turns(task.queue),
      ],
      [
        task.taskId,
        task.taskName,
        task.workflowId,
        JSON.stringify(workflow),
        keys.stems.task,
        TURNS,
        task.queueTtlSeconds === undefined ? '' : task.queueTtlSeconds * 1000,
        ...[settings.stateTtlMs, settings.eventsMax, producer, keys.monitorCommands],
        ...[task.owner ?? '', task.priority, lowestLevel(task.priority)],
        ...fieldsOfNew(task, producer, reuseKey),
      ],
    )) as Reply;
    if (reply[0] === 'foreign') throw workflowTaken(task.workflowId);
    if (reply[0] === 'full') throw backlogFull(reply[1]);
    if (reply[0] !== 'created') {
      const stored = toRecord(toHash(reply[1]));
      return reply[0] === 'exists' ? { created: false, task: stored } : { created: true, task: stored, ahead: 0 };
    }
    const [, now, number, ahead, turn] = reply;
    const stored = queuedRecord(task, now, number, turn);
    await this.jobs.add(jobOf(stored));
    return { created: true, task: stored, ahead };
  }

  async progress(attempt: Attempt, fraction: number, message?: string): Promise<WriteResult> {
    const payload = JSON.stringify(message ? { progress: fraction, message } : { progress: fraction });
    const args = [attempt.fence, fraction, attempt.worker, payload, this.settings.eventsMax];
    return (await SCRIPTS.progress.run(this.redis, this.told(attempt.taskId), args)) as WriteResult;
  }

  /** Tells something of a task that waits or runs. */
  async note(
    { taskId, fence, worker }: Pick<Attempt, 'taskId' | 'fence' | 'worker'>,
    type: Note,
    payload: object,
  ): Promise<'ok' | 'lost'> {
    const args = [fence, type, worker, JSON.stringify(payload), this.settings.eventsMax];
    return (await SCRIPTS.note.run(this.redis, this.told(taskId), args)) as 'ok' | 'lost';
  }

  /** Records the success and the files that belong to it; only the attempt with the current fence is heard. */
  async complete(attempt: Attempt, output: object, files: readonly MadeFile[] = []): Promise<WriteResult> {
    const { keys } = this;
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const artifacts = files.length > MOST_ARTIFACTS ? [{ files: files.length, bytes }] : files;
    return (await SCRIPTS.complete.run(
      this.redis,
      [
        ...this.own(attempt),
        keys.heartbeats,
        ...this.moves(attempt, 'running', 'succeeded'),
        keys.retention,
        keys.durations,
        keys.detector,
        keys.callbacks,
        keys.ends,
      ],
      [
        attempt.taskId,
        attempt.fence,
        JSON.stringify(output),
        attempt.worker,
        this.settings.eventsMax,
        this.settings.stateTtlMs,
        bytes,
        ...artifacts.map((artifact) => JSON.stringify(artifact)),
      ],
    )) as WriteResult;
  }

  /** Ends the task without success; never retried. */
  async fail(attempt: Attempt, ending: Ending, failure: TaskFailure): Promise<WriteResult> {
    const { keys, settings } = this;
    return (await SCRIPTS.fail.run(
      this.redis,
      [
        ...this.own(attempt),
        keys.heartbeats,
        ...this.moves(attempt, 'running', ending),
        keys.retention,
        keys.detector,
        keys.callbacks,
        keys.ends,
      ],
      [
        attempt.taskId,
        attempt.fence,
        ending,
        ENDINGS[ending],
        JSON.stringify(failure),
        attempt.worker,
        settings.eventsMax,
        settings.stateTtlMs,
      ],
    )) as WriteResult;
  }

  /**
   * Lets the task wait for another attempt. Without a failure the attempt is not counted: a worker that drains hands its work on.
   * @param delayMs until the next attempt, at most LONGEST_RETRY_DELAY_MS
   * @param counts whether the attempt is one of those the task has
   */
  async retry(
    attempt: Attempt,
    delayMs: number,
    failure?: TaskFailure & { deadly: boolean },
    counts = failure !== undefined,
  ): Promise<WriteResult> {
    const { keys } = this;
    const { deadly, ...shown } = failure ?? { deadly: false };
    const [answer, fence] = (await SCRIPTS.retry.run(
      this.redis,
      [
        keys.task(attempt.taskId),
        keys.taskEvents(attempt.taskId),
        keys.heartbeats,
        keys.outbox,
        ...this.moves(attempt, 'queued', 'running'),
        keys.detector,
      ],
      [
        attempt.taskId,
        attempt.fence,
        delayMs,
        failure ? JSON.stringify(shown) : '',
        deadly ? 1 : 0,
        counts ? 1 : 0,
        attempt.worker,
        this.settings.eventsMax,
      ],
    )) as [WriteResult, string];
    if (answer === 'ok') await this.jobs.add({ ...attempt, fence: Number(fence), returns: true, delayMs });
    return answer;
  }

  /**
   * Fences off an attempt that stopped beating; does nothing to one that lives, and to none during a grace period.
   * @param isGivenBack its worker ended in order and could not say so
   */
  async orphan(task: StoredTask, producer: string, isGivenBack = false): Promise<Orphaned> {
    const { keys, settings } = this;
    const ref = refOf(task);
    const lost = new WorkerLostError(task.executed_on ?? 'unknown');
    const poison = new PoisonTaskError(settings.poisonLimit, lost);
    const [answer, fence] = (await SCRIPTS.orphan.run(
      this.redis,
      [
        ...this.own(ref),
        keys.heartbeats,
        keys.outbox,
        ...this.moves(ref, 'queued', 'running'),
        ...this.moves(ref, 'failed', 'cancelled'),
        keys.retention,
        keys.detector,
        keys.callbacks,
        keys.taskIndex(ref.taskName, 'timed_out'),
        keys.ends,
      ],
      [
        task.task_id,
        producer,
        settings.poisonLimit,
        JSON.stringify(lost.toFailure()),
        JSON.stringify(poison.toFailure()),
        CANCELLED,
        settings.eventsMax,
        settings.stateTtlMs,
        JSON.stringify(new TaskTimeoutError(task.timeout).toFailure()),
        isGivenBack ? 1 : 0,
      ],
    )) as [Orphaned, string];
    if (answer === 'queued') await this.jobs.add({ ...ref, fence: Number(fence), returns: true, delayMs: 0 });
    return answer;
  }

  /** The worker of an attempt over its hard limit is told to end it; the task ends when that is confirmed. */
  async timeUp({ task_id, fence }: StoredTask): Promise<'ok' | 'lost'> {
    return (await SCRIPTS.timeUp.run(this.redis, [this.keys.task(task_id)], [fence])) as 'ok' | 'lost';
  }

  /** Ends a queued task at once, asks the worker of a running one to end it. */
  async cancel(task: StoredTask, producer: string): Promise<'gone' | 'cancelled' | 'requested' | 'final'> {
    const { keys, settings } = this;
    const ref = refOf(task);
    const answer = (await SCRIPTS.cancel.run(
      this.redis,
      [
        ...this.own(ref),
        keys.outbox,
        ...this.moves(ref, 'queued', 'cancelled'),
        keys.retention,
        keys.callbacks,
        keys.ends,
        keys.turns(task.queue),
      ],
      [task.task_id, producer, CANCELLED, settings.eventsMax, settings.stateTtlMs, keys.cancels],
    )) as 'gone' | 'cancelled' | 'requested' | 'final';
    if (answer === 'cancelled') await this.jobs.remove({ ...ref, fence: task.fence });
    return answer;
  }

  /** Ends a queued task whose `queue_ttl` is over. */
  async expire(task: StoredTask, producer: string): Promise<'expired' | 'early' | 'begun'> {
    const { keys, settings } = this;
    const ref = refOf(task);
    const error = new TaskExpiredError((Date.parse(task.expires_at ?? '') - Date.parse(task.created_at)) / 1000);
    const answer = (await SCRIPTS.expire.run(
      this.redis,
      [
        ...[...this.own(ref), keys.outbox, ...this.moves(ref, 'queued', 'expired'), keys.retention, keys.callbacks],
        keys.expiries,
        keys.ends,
        keys.turns(task.queue),
      ],
      [
        task.task_id,
        producer,
        JSON.stringify(error.toFailure()),
        settings.eventsMax,
        settings.stateTtlMs,
        keys.cancels,
      ],
    )) as 'expired' | 'early' | 'begun';
    if (answer === 'expired') await this.jobs.remove({ ...ref, fence: task.fence });
    return answer;
  }

  /**
   * Forgets a final task, and its workflow with the last of its tasks.
   * @param wholeWorkflow only when no task of its workflow is left to do
   */
  async remove(task: StoredTask, wholeWorkflow = false): Promise<'ok' | 'changed' | 'gone'> {
    const { keys } = this;
    const index = keys.taskIndex(task.task_name, task.status);
    const reply = await SCRIPTS.remove.run(
      this.redis,
      [...this.own(refOf(task)), keys.retention, index, keys.callbacks],
      [task.task_id, task.status, task.workflow_id, wholeWorkflow ? 1 : 0],
    );
    return reply as 'ok' | 'changed' | 'gone';
  }

  private told(taskId: string): [string, string, string] {
    return [this.keys.task(taskId), this.keys.taskEvents(taskId), this.keys.detector];
  }

  private own({ taskId, workflowId }: TaskRef): [string, string, string] {
    return [this.keys.task(taskId), this.keys.taskEvents(taskId), this.keys.workflow(workflowId)];
  }

  private moves({ taskName }: TaskRef, from: TaskState, to: TaskState): [string, string] {
    return [this.keys.taskIndex(taskName, from), this.keys.taskIndex(taskName, to)];
  }
}

type Reply =
  | ['created', now: string, number: string, ahead: number, turn: string]
  | ['exists' | 'follows' | 'reused', record: string[]]
  | ['foreign']
  | ['full', most: string];

/** What waits now has to be done first: a sender that floods is not told to come back at once. */
const BACKLOG_RETRY_SECONDS = 10;

const backlogFull = (most: string): RequestError =>
  new RequestError(
    'RATE_LIMITED',
    'too many tasks wait',
    `this API key may have ${most} tasks waiting; submit more when some of them have begun`,
    BACKLOG_RETRY_SECONDS,
  );

/** Does not tell which key it belongs to. */
export const workflowTaken = (workflowId: string): RequestError =>
  new RequestError('TASK_CONFLICT', 'the workflow id is taken', `workflow ${workflowId} belongs to another API key`);

export const refOf = (task: StoredTask): TaskRef => ({
  taskId: task.task_id,
  taskName: task.task_name,
  workflowId: task.workflow_id,
  queue: task.queue,
  priority: task.priority,
});

import { join } from 'node:path';
import {
  PoisonTaskError,
  TaskCancelledError,
  WorkerLostError,
  type TaskFailure,
  type TaskState,
  tasksOf,
} from '@switchyard/contracts';
import { Script, type Keys, type RedisClient } from '@switchyard/redis';
import { fromValues, toContext, toHash, toRecord, type StoredTask } from './record-codec';
import type {
  Attempt,
  ClaimRequest,
  ClaimResult,
  Created,
  NewTask,
  Orphaned,
  TaskRef,
  WriteResult,
} from './store-types';
import { fieldsOfNew, queuedRecord } from './new-task';
import { OUTBOX_FIRST_LOOK_MS, type StoreSettings } from './store-settings';

const script = (verb: string): Script => new Script(join(__dirname, 'lua', `${verb}.lua`));

const SCRIPTS = {
  create: script('create'),
  claim: script('claim'),
  progress: script('progress'),
  complete: script('complete'),
  fail: script('fail'),
  retry: script('retry'),
  orphan: script('orphan'),
  cancel: script('cancel'),
  remove: script('remove'),
};

/** What a worker gets of a record: all but what the client sent word by word. */
const CLAIMED_FIELDS = [
  ...[
    'task_id',
    'task_name',
    'workflow_id',
    'service',
    'status',
    'attempt',
    'max_attempts',
    'deaths',
    'timeout',
    'fence',
  ],
  ...['number', 'input', 'progress', 'created_at', 'started_at', 'executed_on', 'requested_as', 'retry_of'],
];

/** How each unhappy end is written: stage status and last event. */
const ENDINGS = {
  failed: ['FAILED', 'failed'],
  timed_out: ['FAILED', 'hard_timeout'],
  cancelled: ['CANCELLED', 'cancelled'],
} as const;

export type Ending = keyof typeof ENDINGS;

const CANCELLED = JSON.stringify(new TaskCancelledError().toFailure());

/** The transitions of a task: each one script, one round trip, one event, refused when the fence is not current. */
export class Transitions {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
    private readonly settings: StoreSettings,
  ) {}

  /** Stores a task as queued; a known id gives the task that has it. */
  async create(task: NewTask, producer: string): Promise<Created> {
    const { keys } = this;
    const names = tasksOf(task.service).map(({ name }) => name);
    const queued = names.map((name) => keys.taskIndex(name, 'queued'));
    const reply = (await SCRIPTS.create.run(
      this.redis,
      [...this.own(task), keys.fence, keys.outbox, keys.taskIndex(task.taskName, 'queued'), keys.retention, ...queued],
      [
        task.taskId,
        task.taskName,
        task.workflowId,
        this.settings.eventsMax,
        OUTBOX_FIRST_LOOK_MS,
        producer,
        JSON.stringify({ task_name: task.taskName, input_data: task.request['input_data'] ?? {}, callback: null }),
        `/share/workflows/${task.workflowId}`,
        JSON.stringify(task.input),
        ...fieldsOfNew(task),
      ],
    )) as ['created', string, string, number[]] | ['exists', string[]];
    if (reply[0] === 'exists') return { created: false, task: toRecord(toHash(reply[1])) };
    const [, now, fence, counts] = reply;
    const record = queuedRecord(task, now, fence);
    return { created: true, task: record, queued: names.map((taskName, i) => ({ taskName, count: counts[i] ?? 0 })) };
  }

  /** Begins an attempt for a job that was delivered. */
  async claim(ref: TaskRef, { fence, token, worker }: ClaimRequest): Promise<ClaimResult> {
    const { keys, settings } = this;
    const [outcome, values, workflow] = (await SCRIPTS.claim.run(
      this.redis,
      [
        ...this.own(ref),
        keys.fence,
        keys.outbox,
        keys.heartbeats,
        keys.taskIndex(ref.taskName, 'queued'),
        keys.taskIndex(ref.taskName, 'running'),
      ],
      [ref.taskId, fence, token, worker, settings.heartbeatTimeoutMs, settings.eventsMax, ...CLAIMED_FIELDS],
    )) as [ClaimResult['outcome'], (string | null)[], string[]];
    if (outcome !== 'claimed') return { outcome };
    const task = fromValues(CLAIMED_FIELDS, values);
    return { outcome, task, readContext: () => toContext(ref.workflowId, toHash(workflow)) };
  }

  async progress(attempt: Attempt, fraction: number, message?: string): Promise<WriteResult> {
    const payload = JSON.stringify(message ? { progress: fraction, message } : { progress: fraction });
    const args = [attempt.fence, fraction, attempt.worker, payload, this.settings.eventsMax];
    const { task, taskEvents } = this.keys;
    return (await SCRIPTS.progress.run(
      this.redis,
      [task(attempt.taskId), taskEvents(attempt.taskId)],
      args,
    )) as WriteResult;
  }

  /** Records the success; only the attempt with the current fence is heard. */
  async complete(attempt: Attempt, output: object): Promise<WriteResult> {
    const { keys } = this;
    return (await SCRIPTS.complete.run(
      this.redis,
      [
        ...this.own(attempt),
        keys.heartbeats,
        ...this.moves(attempt, 'running', 'succeeded'),
        keys.retention,
        keys.durations,
        keys.sweep,
      ],
      [
        attempt.taskId,
        attempt.fence,
        JSON.stringify(output),
        attempt.worker,
        this.settings.eventsMax,
        this.settings.stateTtlMs,
      ],
    )) as WriteResult;
  }

  /** Ends the task without success; never retried. */
  async fail(attempt: Attempt, ending: Ending, failure: TaskFailure): Promise<WriteResult> {
    const { keys, settings } = this;
    return (await SCRIPTS.fail.run(
      this.redis,
      [...this.own(attempt), keys.heartbeats, ...this.moves(attempt, 'running', ending), keys.retention, keys.sweep],
      [
        attempt.taskId,
        attempt.fence,
        ending,
        ...ENDINGS[ending],
        JSON.stringify(failure),
        attempt.worker,
        settings.eventsMax,
        settings.stateTtlMs,
      ],
    )) as WriteResult;
  }

  /**
   * Gives the task back to its queue; its job is to be added by the caller.
   * Without a failure the attempt is not counted: a worker that drains hands its work on.
   */
  async retry(
    attempt: Attempt,
    delayMs: number,
    failure?: TaskFailure & { deadly: boolean },
  ): Promise<WriteResult | { fence: number }> {
    const { keys } = this;
    const { deadly, ...shown } = failure ?? { deadly: false };
    const error = failure ? JSON.stringify(shown) : '';
    const [outcome, fence] = (await SCRIPTS.retry.run(
      this.redis,
      [
        ...this.own(attempt),
        keys.fence,
        keys.outbox,
        keys.heartbeats,
        ...this.moves(attempt, 'queued', 'running'),
        keys.sweep,
      ],
      [
        attempt.taskId,
        attempt.fence,
        delayMs,
        error,
        deadly ? 1 : 0,
        failure ? 1 : 0,
        attempt.worker,
        this.settings.eventsMax,
        OUTBOX_FIRST_LOOK_MS,
      ],
    )) as [WriteResult, string];
    return outcome === 'ok' ? { fence: Number(fence) } : outcome;
  }

  /** Fences off an attempt that stopped beating; does nothing to one that lives. */
  async orphan(task: StoredTask, producer: string): Promise<Orphaned> {
    const { keys, settings } = this;
    const ref = refOf(task);
    const lost = new WorkerLostError(task.executed_on ?? 'unknown').toFailure();
    const poison = new PoisonTaskError(settings.poisonLimit, lost.message).toFailure();
    const [outcome, fence] = (await SCRIPTS.orphan.run(
      this.redis,
      [
        ...this.own(ref),
        keys.fence,
        keys.outbox,
        keys.heartbeats,
        ...this.moves(ref, 'queued', 'running'),
        ...this.moves(ref, 'failed', 'cancelled'),
        keys.retention,
        keys.sweep,
      ],
      [
        task.task_id,
        producer,
        settings.poisonLimit,
        JSON.stringify(lost),
        JSON.stringify(poison),
        CANCELLED,
        settings.eventsMax,
        settings.stateTtlMs,
        OUTBOX_FIRST_LOOK_MS,
      ],
    )) as [Orphaned['outcome'], string | undefined];
    return { outcome, fence: Number(fence ?? 0) };
  }

  /** Ends a queued task at once, asks the worker of a running one to end it. */
  async cancel(task: StoredTask, producer: string): Promise<'gone' | 'cancelled' | 'requested' | 'final'> {
    const { keys, settings } = this;
    const ref = refOf(task);
    const [outcome] = (await SCRIPTS.cancel.run(
      this.redis,
      [...this.own(ref), keys.outbox, ...this.moves(ref, 'queued', 'cancelled'), keys.retention, keys.fence],
      [task.task_id, producer, CANCELLED, settings.eventsMax, settings.stateTtlMs, keys.cancels],
    )) as ['gone' | 'cancelled' | 'requested' | 'final'];
    return outcome;
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
      [...this.own(refOf(task)), keys.retention, index],
      [task.task_id, task.status, task.workflow_id, wholeWorkflow ? 1 : 0],
    );
    return reply as 'ok' | 'changed' | 'gone';
  }

  private own({ taskId, workflowId }: TaskRef): [string, string, string] {
    return [this.keys.task(taskId), this.keys.taskEvents(taskId), this.keys.workflow(workflowId)];
  }

  private moves({ taskName }: TaskRef, from: TaskState, to: TaskState): [string, string] {
    return [this.keys.taskIndex(taskName, from), this.keys.taskIndex(taskName, to)];
  }
}

export const refOf = (task: StoredTask): TaskRef => ({
  taskId: task.task_id,
  taskName: task.task_name,
  workflowId: task.workflow_id,
});

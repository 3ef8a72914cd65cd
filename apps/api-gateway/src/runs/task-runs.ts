import { Injectable } from '@nestjs/common';
import { TASK_STATES, type TaskEvent, type TaskState } from '@switchyard/contracts';
import { GpuLockReader } from '@switchyard/gpu-lock';
import { TaskStore, type StoredTask, type TaskEnds } from '@switchyard/task-store';
import type { RelatedIds, WorkflowRun } from './replies';
import { RunSource, type RunPlace, type RunState, type StateCounts } from './run';

const RUN_STATE = {
  queued: 'pending',
  running: 'running',
  succeeded: 'completed',
  failed: 'failed',
  timed_out: 'failed',
  expired: 'failed',
  cancelled: 'cancelled',
} as const satisfies Record<TaskState, RunState>;

/** The runs that are tasks. */
@Injectable()
export class TaskRuns extends RunSource {
  readonly type = 'task';
  private readonly gpus: GpuLockReader;

  constructor(private readonly store: TaskStore) {
    super();
    this.gpus = new GpuLockReader(store.redis, store.keys);
  }

  async newest(state: RunState | undefined, limit: number, owner?: string): Promise<RunPlace[]> {
    const { read } = this.store;
    if (state !== 'waiting' && state !== 'pending') return read.newest({ states: statesOf(state), limit, owner });
    const waiting = await this.waiting(owner);
    if (state === 'waiting') {
      const places = waiting.map(({ task_id: id, number }): RunPlace => ({ id, number }));
      return places.sort((a, b) => b.number - a.number).slice(0, limit);
    }
    const others = new Set(waiting.map(({ task_id }) => task_id));
    const queued = await read.newest({ states: ['queued'], limit: limit + others.size, owner });
    return queued.filter(({ id }) => !others.has(id)).slice(0, limit);
  }

  async runs(ids: readonly string[]): Promise<WorkflowRun[]> {
    const found = await this.store.read.withLastEvents([...ids]);
    const now = Date.now();
    return found.map(({ task, seq, lastEventAt }) => runOf(task, seq, lastEventAt, now));
  }

  async related(id: string): Promise<RelatedIds> {
    const task = await this.store.read.summary(id);
    const others = task ? await this.store.read.taskIdsOfWorkflow(task.workflow_id) : [];
    return { workflow_id: task?.workflow_id ?? null, task_ids: others.filter((other) => other !== id) };
  }

  events(id: string, afterSeq: number, limit: number): Promise<TaskEvent[]> {
    return this.store.read.events(id, afterSeq, limit);
  }

  async counts(owner?: string): Promise<StateCounts> {
    const { read } = this.store;
    const [cells, waiting] = await Promise.all([read.counts(undefined, owner), this.waiting(owner)]);
    const counts = { pending: 0, running: 0, waiting: waiting.length, completed: 0, failed: 0, cancelled: 0 };
    for (const { state, count } of cells) counts[RUN_STATE[state]] += count;
    return { ...counts, pending: Math.max(0, counts.pending - waiting.length) };
  }

  endsToday(): Promise<TaskEnds> {
    return this.store.ends.today();
  }

  channel(id: string): string {
    return this.store.keys.taskEvents(id);
  }

  /** Queued tasks whose worker stands in the line of a GPU for them: few, because a worker takes few at a time. */
  private async waiting(owner?: string): Promise<StoredTask[]> {
    const gpus = await this.gpus.all();
    const ids = new Set(gpus.flatMap(({ waiters }) => waiters.map(({ taskId }) => taskId)));
    const tasks = await this.store.read.summaries([...ids]);
    return tasks.filter((task) => stateOf(task) === 'waiting' && (owner === undefined || task.owner === owner));
  }
}

const statesOf = (state: RunState | undefined): TaskState[] =>
  TASK_STATES.filter((one) => state === undefined || RUN_STATE[one] === state);

const stateOf = ({ status, waits_for }: StoredTask): RunState =>
  status === 'queued' && waits_for !== null ? 'waiting' : RUN_STATE[status];

function runOf(task: StoredTask, seq: number, lastEventAt: string, nowMs: number): WorkflowRun {
  const { started_at: start, completed_at: end } = task;
  return {
    id: task.task_id,
    type: 'task',
    name: task.task_name,
    state: stateOf(task),
    progress: Math.round(task.progress * 1000) / 10,
    event_count: seq,
    start_time: start,
    update_time: lastEventAt,
    end_time: end,
    duration_ms: start === null ? null : Math.max(0, (end === null ? nowMs : Date.parse(end)) - Date.parse(start)),
    node_id: task.executed_on,
    error: task.error,
    owner: task.owner,
    metadata: {
      workflow_id: task.workflow_id,
      service: task.service,
      task_state: task.status,
      created_at: task.created_at,
      priority: task.priority,
      attempt: task.attempt,
      max_attempts: task.max_attempts,
      cancel_requested: task.cancel_requested,
      callback_status: task.callback_status,
      waits_for: task.waits_for,
    },
  };
}

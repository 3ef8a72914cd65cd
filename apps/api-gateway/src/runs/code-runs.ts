import { Injectable } from '@nestjs/common';
import type { TaskEvent } from '@switchyard/contracts';
import { CODE_STATES, CodeTasks, type CodeState, type CodeTask } from '@switchyard/nodes';
import { Keys } from '@switchyard/redis';
import type { TaskEnds } from '@switchyard/task-store';
import { runsOn, timeOf } from '../nodes/views';
import type { RelatedIds, WorkflowRun } from './replies';
import { RunSource, type RunPlace, type RunState, type StateCounts } from './run';

const RUN_STATE = {
  queued: 'pending',
  running: 'running',
  completed: 'completed',
  failed: 'failed',
  timed_out: 'failed',
  cancelled: 'cancelled',
} as const satisfies Record<CodeState, RunState>;

/** The runs that are programs on idle machines. */
@Injectable()
export class CodeRuns extends RunSource {
  readonly type = 'code';

  constructor(
    private readonly tasks: CodeTasks,
    private readonly keys: Keys,
  ) {
    super();
  }

  newest(state: RunState | undefined, limit: number, owner?: string): Promise<RunPlace[]> {
    const states = CODE_STATES.filter((one) => state === undefined || RUN_STATE[one] === state);
    return this.tasks.newest({ states, limit, owner });
  }

  async runs(ids: readonly string[]): Promise<WorkflowRun[]> {
    const found = await this.tasks.many(ids);
    const times = await this.tasks.lastEventTimes(found.map(({ id }) => id));
    const now = Date.now();
    return found.map((task, at) => runOf(task, times[at] ?? task.createdAt, now));
  }

  related(): Promise<RelatedIds> {
    return Promise.resolve({ workflow_id: null, task_ids: [] });
  }

  events(id: string, afterSeq: number, limit: number): Promise<TaskEvent[]> {
    return this.tasks.events(id, afterSeq, limit);
  }

  async counts(owner?: string): Promise<StateCounts> {
    const counts = { pending: 0, running: 0, waiting: 0, completed: 0, failed: 0, cancelled: 0 };
    const cells = Object.entries(await this.tasks.counts(owner)) as [CodeState, number][];
    for (const [state, count] of cells) counts[RUN_STATE[state]] += count;
    return counts;
  }

  endsToday(): Promise<TaskEnds> {
    return this.tasks.ends.today();
  }

  channel(id: string): string {
    return this.keys.codeEvents(id);
  }
}

function runOf(task: CodeTask, lastEventAt: number, now: number): WorkflowRun {
  const { status, startedAt, completedAt, error } = task;
  const code = status === 'timed_out' ? 'TASK_TIMEOUT' : 'INPUT_REJECTED';
  return {
    id: task.id,
    type: 'code',
    owner: task.owner || null,
    name: 'code',
    state: RUN_STATE[status],
    progress: completedAt === undefined ? 0 : 100,
    event_count: task.seq,
    start_time: startedAt === undefined ? null : timeOf(startedAt),
    update_time: timeOf(lastEventAt),
    end_time: completedAt === undefined ? null : timeOf(completedAt),
    duration_ms: startedAt === undefined ? null : Math.max(0, (completedAt ?? now) - startedAt),
    node_id: runsOn(task),
    error: error === undefined ? null : { code, message: error, retryable: false },
    metadata: {
      task_state: status,
      created_at: timeOf(task.createdAt),
      tries: task.tries,
      cpu: task.cpu,
      memory: task.memoryMb,
      timeout: task.timeoutSeconds,
      chosen: task.choice ?? null,
    },
  };
}

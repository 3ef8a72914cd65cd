import { Injectable } from '@nestjs/common';
import type { TaskEvent } from '@switchyard/contracts';
import { JOB_STATES, JobReader, isJobOver, type JobState, type StoredJob } from '@switchyard/flows';
import { TaskEndCounts, TaskStore, type TaskEnds } from '@switchyard/task-store';
import { timeOf } from '../nodes/views';
import type { RelatedIds, WorkflowRun } from './replies';
import { RunSource, type RunPlace, type RunState, type StateCounts } from './run';

const RUN_STATE = {
  running: 'running',
  paused: 'waiting',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
} as const satisfies Record<JobState, RunState>;

/** The runs that are jobs of flows. */
@Injectable()
export class FlowRuns extends RunSource {
  readonly type = 'flow';
  private readonly ends: TaskEndCounts;

  constructor(
    private readonly jobs: JobReader,
    private readonly store: TaskStore,
  ) {
    super();
    this.ends = new TaskEndCounts(jobs.redis, jobs.keys.flowEnds);
  }

  newest(state: RunState | undefined, limit: number, owner?: string): Promise<RunPlace[]> {
    const states = JOB_STATES.filter((one) => state === undefined || RUN_STATE[one] === state);
    return this.jobs.newest(states, limit, owner);
  }

  async runs(ids: readonly string[]): Promise<WorkflowRun[]> {
    const found = await this.jobs.many(ids);
    const times = await this.jobs.lastEventTimes(found.map(({ job_id }) => job_id));
    const now = Date.now();
    return found.map((job, at) => runOf(job, times[at] ?? 0, now));
  }

  /** Its tasks are those of the workflow that has its id. */
  async related(id: string): Promise<RelatedIds> {
    return { workflow_id: id, task_ids: await this.store.read.taskIdsOfWorkflow(id) };
  }

  events(id: string, afterSeq: number, limit: number): Promise<TaskEvent[]> {
    return this.jobs.events(id, afterSeq, limit);
  }

  async counts(owner?: string): Promise<StateCounts> {
    const counts = { pending: 0, running: 0, waiting: 0, completed: 0, failed: 0, cancelled: 0 };
    const found = await Promise.all(JOB_STATES.map((state) => this.jobs.count(state, owner)));
    JOB_STATES.forEach((state, at) => (counts[RUN_STATE[state]] += found[at] ?? 0));
    return counts;
  }

  endsToday(): Promise<TaskEnds> {
    return this.ends.today();
  }

  channel(id: string): string {
    return this.jobs.keys.flowJobEvents(id);
  }
}

function runOf(job: StoredJob, lastEventAt: number, now: number): WorkflowRun {
  const { job_id, flow_id, status, created_at, ended_at, error } = job;
  return {
    id: job_id,
    type: 'flow',
    name: flow_id,
    state: RUN_STATE[status],
    progress: progressOf(job),
    event_count: job.seq,
    start_time: created_at,
    update_time: timeOf(lastEventAt),
    end_time: ended_at,
    duration_ms: Math.max(0, (ended_at === null ? now : Date.parse(ended_at)) - Date.parse(created_at)),
    node_id: null,
    error: error && { ...error, retryable: false },
    owner: job.owner,
    metadata: {
      ...{ flow_id, version: job.version, job_status: status, priority: job.priority, items: job.items },
      ...{ queued: job.queued, open: job.open, deadline: job.deadline },
    },
  };
}

/** Percent of the items known so far that have left the flow. */
function progressOf({ status, items, queued, open }: StoredJob): number {
  if (isJobOver(status)) return 100;
  const left = items.collected + items.filtered + items.failed + items.left;
  return left === 0 ? 0 : Math.round((left / (left + queued + open)) * 1000) / 10;
}

import type { Keys, RedisClient } from '@switchyard/redis';
import { isJobOver, type JobState } from './job';
import type { StoredJob } from './job-reader';
import { slotKey, slotsOf, type ActivationPolicy, type Routine } from './model';
import { slotStatus, type SlotQueueStatus } from './pressure';

export const ROUTINE_STATUSES = ['pending', 'running', 'completed', 'failed'] as const;
export type RoutineStatus = (typeof ROUTINE_STATUSES)[number];

export interface RoutineExecutionStatus {
  routine_id: string;
  /** Exactly while an execution runs. */
  is_active: boolean;
  status: RoutineStatus;
  active_count: number;
  last_execution_time: string | null;
  execution_count: number;
  error_count: number;
}

export interface RoutineInfo {
  routine_id: string;
  routine_type: string;
  activation_policy: ActivationPolicy;
  config: Record<string, unknown>;
  slots: string[];
  events: string[];
}

export interface RoutineMonitoringData {
  routine_id: string;
  execution_status: RoutineExecutionStatus;
  queue_status: SlotQueueStatus[];
  info: RoutineInfo;
}

export interface JobMonitoringData {
  job_id: string;
  flow_id: string;
  job_status: JobState;
  routines: Record<string, RoutineMonitoringData>;
  updated_at: string;
}

export const infoOf = ({
  routine_id,
  routine_type,
  activation_policy,
  task,
  config,
  slots,
  events,
}: Routine): RoutineInfo => ({
  routine_id,
  routine_type,
  activation_policy,
  config: task ? { task, ...config } : config,
  slots: slots.map(({ slot_name }) => slot_name),
  events: events.map(({ event_name }) => event_name),
});

/** How the routines and slots of jobs are doing, read from the executions and the slots themselves. */
export class JobMonitor {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
  ) {}

  async of(job: StoredJob): Promise<JobMonitoringData> {
    const { job_id, flow_id, flow } = job;
    const slots = slotsOf(flow);
    const read = this.redis.pipeline().time();
    read.hgetall(this.keys.flowJobPart(job_id, 'stats'));
    read.zrange(this.keys.flowJobPart(job_id, 'acts'), '0', '-1', 'WITHSCORES');
    for (const slot of slots) read.llen(`${this.keys.flowJobPart(job_id, 'slot')}:${slotKey(slot)}`);
    const [time, stats, acts, ...lengths] = ((await read.exec()) ?? []).map(([error, value]) => {
      if (error) throw error;
      return value;
    }) as [[string, string], Record<string, string>, string[], ...number[]];
    const nowMs = Number(time[0]) * 1000 + Number(time[1]) / 1000;
    const running = runningOf(acts, nowMs);
    const queues = slots.map((slot, at) =>
      slotStatus(slot, lengths[at] ?? 0, Number(stats[`came ${slotKey(slot)}`] ?? 0)),
    );
    const routines = flow.routines.map((routine): RoutineMonitoringData => {
      const { routine_id } = routine;
      const queue_status = queues.filter((queue) => queue.routine_id === routine_id);
      const execution_status = executionOf(job, routine_id, stats, running.get(routine_id) ?? 0, queue_status);
      return { routine_id, execution_status, queue_status, info: infoOf(routine) };
    });
    return {
      job_id,
      flow_id,
      job_status: job.status,
      routines: Object.fromEntries(routines.map((routine) => [routine.routine_id, routine])),
      updated_at: new Date(nowMs).toISOString(),
    };
  }

  /** Milliseconds that the executions of each routine took together. */
  async workedMs(job: StoredJob): Promise<Record<string, number>> {
    const ids = job.flow.routines.map(({ routine_id }) => routine_id);
    const texts = await this.redis.hmget(this.keys.flowJobPart(job.job_id, 'stats'), ...ids.map((id) => `ms ${id}`));
    return Object.fromEntries(ids.map((id, at) => [id, Number(texts[at] ?? 0)]));
  }
}

/** An engine that gave no sign of life for too long runs nothing any more. */
function runningOf(acts: readonly string[], nowMs: number): Map<string, number> {
  const running = new Map<string, number>();
  for (let at = 0; at < acts.length; at += 2) {
    const [routine = ''] = (acts[at] ?? '').split(' ');
    if (Number(acts[at + 1]) > nowMs) running.set(routine, (running.get(routine) ?? 0) + 1);
  }
  return running;
}

function executionOf(
  job: StoredJob,
  routine_id: string,
  stats: Record<string, string>,
  active_count: number,
  queues: readonly SlotQueueStatus[],
): RoutineExecutionStatus {
  const number = (name: string): number => Number(stats[`${name} ${routine_id}`] ?? 0);
  const last = number('last');
  return {
    routine_id,
    is_active: active_count > 0,
    status: statusOf(job, routine_id, active_count, number('exec'), queues),
    active_count,
    last_execution_time: last > 0 ? new Date(last).toISOString() : null,
    execution_count: number('exec'),
    error_count: number('err'),
  };
}

function statusOf(
  job: StoredJob,
  routineId: string,
  active: number,
  executions: number,
  queues: readonly SlotQueueStatus[],
): RoutineStatus {
  if (job.error?.routine_id === routineId) return 'failed';
  if (active > 0) return 'running';
  if (executions === 0) return 'pending';
  const waits = queues.some(({ unconsumed_count }) => unconsumed_count > 0);
  return isJobOver(job.status) || !waits ? 'completed' : 'running';
}

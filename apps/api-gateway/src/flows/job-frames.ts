import type { TaskEvent, TaskEventType } from '@switchyard/contracts';
import type { JobMonitoringData, JobState, RoutineMonitoringData, SlotQueueStatus, StoredJob } from '@switchyard/flows';

export interface JobFrame {
  type: string;
  data: object;
}

/** What changed of the routines and slots between two looks at a job, in the order in which a page shows it. */
export function framesBetween(before: JobMonitoringData, now: JobMonitoringData): JobFrame[] {
  return Object.values(now.routines).flatMap((routine) => {
    const known = before.routines[routine.routine_id];
    return known ? routineFrames(known, routine) : [];
  });
}

type Payload = Record<string, unknown>;

/** What each event of a job tells those who watch it; the others tell nothing that the looks at the job do not tell. */
const OF_EVENTS: Partial<
  Record<TaskEventType, (payload: Payload) => { type: string; status: JobState; more?: object }>
> = {
  started: () => ({ type: 'job_started', status: 'running' }),
  progress: ({ paused, session = null }) => ({
    type: 'job_status_change',
    status: paused === undefined ? 'running' : 'paused',
    more: { session },
  }),
  completed: () => ({ type: 'job_completed', status: 'completed' }),
  failed: ({ error }) => ({ type: 'job_failed', status: 'failed', more: { error } }),
  cancelled: () => ({ type: 'job_failed', status: 'cancelled', more: { error: null } }),
};

export function frameOfEvent(
  { job_id, flow_id }: Pick<StoredJob, 'job_id' | 'flow_id'>,
  event: Pick<TaskEvent, 'type' | 'payload'>,
): JobFrame | undefined {
  const { payload } = event;
  if (event.type === 'warning') return 'alert' in payload ? { type: 'alert', data: payload } : undefined;
  const told = OF_EVENTS[event.type]?.(payload);
  return told && { type: told.type, data: { job_id, flow_id, job_status: told.status, ...told.more } };
}

function routineFrames(before: RoutineMonitoringData, now: RoutineMonitoringData): JobFrame[] {
  const { routine_id, execution_status: status } = now;
  const known = before.execution_status;
  const frames: JobFrame[] = [];
  if (status.is_active && !known.is_active) frames.push({ type: 'routine_started', data: status });
  if (status.execution_count > known.execution_count) frames.push({ type: 'routine_completed', data: status });
  if (status.status !== known.status || status.is_active !== known.is_active)
    frames.push({
      type: 'routine_status_change',
      data: { routine_id, status: status.status, is_active: status.is_active },
    });
  const slots = now.queue_status.filter((slot, at) => hasChanged(before.queue_status[at], slot));
  for (const queue_status of slots)
    frames.push({ type: 'slot_queue_update', data: { routine_id, slot_name: queue_status.slot_name, queue_status } });
  if (slots.length > 0) frames.push({ type: 'routine_queue_update', data: { routine_id, queues: now.queue_status } });
  return frames;
}

const hasChanged = (before: SlotQueueStatus | undefined, now: SlotQueueStatus): boolean =>
  before?.unconsumed_count !== now.unconsumed_count || before.total_count !== now.total_count;

import type { JobMonitoringData, RoutineMonitoringData, SlotQueueStatus } from '@switchyard/flows';

export interface JobFrame {
  type: string;
  data: object;
}

const END: Readonly<Record<string, string>> = {
  completed: 'job_completed',
  failed: 'job_failed',
  cancelled: 'job_failed',
};

/** What changed between two looks at a job, in the order in which a page shows it. */
export function framesBetween(before: JobMonitoringData, now: JobMonitoringData): JobFrame[] {
  const routines = Object.values(now.routines).flatMap((routine) => {
    const known = before.routines[routine.routine_id];
    return known ? routineFrames(known, routine) : [];
  });
  const { job_id, job_status } = now;
  const end = before.job_status === job_status ? undefined : END[job_status];
  return [...routines, ...(end ? [{ type: end, data: { job_id, job_status } }] : [])];
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

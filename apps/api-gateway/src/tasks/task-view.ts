import { isFinal, type TaskRecord } from '@switchyard/contracts';
import type { StoredTask } from '@switchyard/task-store';
import type { Outlook } from './outlook';

/** Fields of the record that a client sees. */
const SHOWN = [
  'task_id',
  'task_name',
  'requested_as',
  'workflow_id',
  'status',
  'progress',
  'attempt',
  'max_attempts',
  'timeout',
  'created_at',
  'started_at',
  'completed_at',
  'executed_on',
  'error',
  'cancel_requested',
] as const satisfies readonly (keyof TaskRecord)[];

/** A task as `GET /v1/tasks/{id}` shows it; position and estimate while it is queued. */
export interface TaskView extends Pick<TaskRecord, (typeof SHOWN)[number]> {
  reason: string | null;
  position: number | null;
  estimated_wait: number | null;
}

export function viewOf(task: StoredTask, outlook?: Outlook): TaskView {
  const view: Partial<Record<(typeof SHOWN)[number], unknown>> = {};
  for (const field of SHOWN) view[field] = task[field];
  return {
    ...(view as Pick<TaskRecord, (typeof SHOWN)[number]>),
    reason: outlook?.reason ?? reasonOf(task),
    position: outlook?.position ?? null,
    estimated_wait: outlook?.estimated_wait ?? null,
  };
}

function reasonOf(task: StoredTask): string | null {
  if (task.status === 'running') return task.cancel_requested ? 'being stopped on request' : null;
  return isFinal(task.status) && task.error ? task.error.message : null;
}

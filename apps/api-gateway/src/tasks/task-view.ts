import { isFinal, type TaskRecord } from '@switchyard/contracts';
import type { StoredTask } from '@switchyard/task-store';
import type { Outlook } from './outlook';

type Shown =
  | 'task_id'
  | 'task_name'
  | 'requested_as'
  | 'workflow_id'
  | 'status'
  | 'progress'
  | 'attempt'
  | 'max_attempts'
  | 'timeout'
  | 'created_at'
  | 'started_at'
  | 'completed_at'
  | 'executed_on'
  | 'error'
  | 'cancel_requested';

/** A task as `GET /v1/tasks/{id}` shows it; position and estimate while it is queued. */
export interface TaskView extends Pick<TaskRecord, Shown> {
  reason: string | null;
  position: number | null;
  estimated_wait: number | null;
}

export function viewOf(task: StoredTask, outlook?: Outlook): TaskView {
  return {
    task_id: task.task_id,
    task_name: task.task_name,
    requested_as: task.requested_as,
    workflow_id: task.workflow_id,
    status: task.status,
    progress: task.progress,
    attempt: task.attempt,
    max_attempts: task.max_attempts,
    timeout: task.timeout,
    created_at: task.created_at,
    started_at: task.started_at,
    completed_at: task.completed_at,
    executed_on: task.executed_on,
    error: task.error,
    cancel_requested: task.cancel_requested,
    reason: outlook?.reason ?? reasonOf(task),
    position: outlook?.position ?? null,
    estimated_wait: outlook?.estimated_wait ?? null,
  };
}

function reasonOf(task: StoredTask): string | null {
  if (task.status === 'running') return task.cancel_requested ? 'being stopped on request' : null;
  return isFinal(task.status) && task.error ? task.error.message : null;
}

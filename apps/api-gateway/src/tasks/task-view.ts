import { ApiProperty } from '@nestjs/swagger';
import { TASK_STATES, isFinal, type TaskErrorCode, type TaskFailure, type TaskState } from '@switchyard/contracts';
import { CALLBACK_STATUSES, type CallbackStatus, type StoredTask } from '@switchyard/task-store';
import type { Outlook } from './outlook';

const OrNull = (type: typeof String | typeof Number, description: string): PropertyDecorator =>
  ApiProperty({ type, nullable: true, description });

/** Why a task did not succeed. */
export class TaskFailureView implements TaskFailure {
  @ApiProperty({ type: String, example: 'INPUT_REJECTED' }) code!: TaskErrorCode;
  @ApiProperty() message!: string;
  @ApiProperty({ description: 'whether another attempt could help' }) retryable!: boolean;
  @ApiProperty({ required: false }) details?: string;
}

/** A task as `GET /v1/tasks/{id}` shows it; position and estimate while it is queued. */
export class TaskView {
  @ApiProperty() task_id!: string;
  @ApiProperty() task_name!: string;
  @OrNull(String, 'the name the client used, when it was an alias') requested_as!: string | null;
  @ApiProperty() workflow_id!: string;
  @OrNull(String, 'id of the API key that it belongs to') owner!: string | null;
  @OrNull(String, 'the task of which this is another try') retry_of!: string | null;
  @OrNull(String, 'the task whose result this is') reused_from!: string | null;
  @ApiProperty({ enum: TASK_STATES }) status!: TaskState;
  @ApiProperty({ description: '9 goes first, 0 last' }) priority!: number;
  @ApiProperty({ description: '0 to 1' }) progress!: number;
  @ApiProperty({ description: 'the current or last one; 0 before the first' }) attempt!: number;
  @ApiProperty() max_attempts!: number;
  @ApiProperty({ description: 'hard limit of one attempt, seconds' }) timeout!: number;
  @ApiProperty({ description: 'RFC 3339' }) created_at!: string;
  @OrNull(String, 'when it ends unless its first attempt has begun; RFC 3339') expires_at!: string | null;
  @OrNull(String, 'RFC 3339') started_at!: string | null;
  @OrNull(String, 'RFC 3339') completed_at!: string | null;
  @OrNull(String, 'the worker') executed_on!: string | null;
  @ApiProperty({ type: TaskFailureView, nullable: true }) error!: TaskFailureView | null;
  @ApiProperty() cancel_requested!: boolean;
  @ApiProperty({ enum: CALLBACK_STATUSES, description: 'whether `callback` has been told of the end' })
  callback_status!: CallbackStatus;
  @OrNull(String, 'why it waits or how it ended, in words') reason!: string | null;
  @OrNull(Number, '1 = next') position!: number | null;
  @OrNull(Number, 'seconds') estimated_wait!: number | null;
}

export function viewOf(task: StoredTask, outlook?: Outlook): TaskView {
  return {
    task_id: task.task_id,
    task_name: task.task_name,
    requested_as: task.requested_as,
    workflow_id: task.workflow_id,
    owner: task.owner,
    retry_of: task.retry_of,
    reused_from: task.reused_from,
    status: task.status,
    priority: task.priority,
    progress: task.progress,
    attempt: task.attempt,
    max_attempts: task.max_attempts,
    timeout: task.timeout,
    created_at: task.created_at,
    expires_at: task.expires_at,
    started_at: task.started_at,
    completed_at: task.completed_at,
    executed_on: task.executed_on,
    error: task.error,
    cancel_requested: task.cancel_requested,
    callback_status: task.callback_status,
    reason: outlook?.reason ?? reasonOf(task),
    position: outlook?.position ?? null,
    estimated_wait: outlook?.estimated_wait ?? null,
  };
}

function reasonOf(task: StoredTask): string | null {
  if (task.status === 'running') return task.cancel_requested ? 'being stopped on request' : null;
  return isFinal(task.status) && task.error ? task.error.message : null;
}

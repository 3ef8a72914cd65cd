import type { TaskFailure } from './errors/task-error';

export type StageStatus = 'PENDING' | 'RUNNING' | 'SUCCESS' | 'FAILED' | 'CANCELLED';

/** What one task of a workflow was given and gave back. */
export interface Stage {
  status: StageStatus;
  /** What the task really ran with, references and defaults filled in. */
  input_params: Record<string, unknown>;
  output: Record<string, unknown> | null;
  error: TaskFailure | null;
  /** Seconds from start to end of the last attempt. */
  duration: number | null;
  attempt: number;
  started_at: string | null;
  completed_at: string | null;
}

/** The only argument and the only return value of a worker's job; stages are keyed by task name. */
export interface WorkflowContext {
  workflow_id: string;
  input_params: { task_name: string; input_data: Record<string, unknown>; callback: string | null };
  shared_storage_path: string;
  stages: Record<string, Stage>;
  error: TaskFailure | null;
}

import type { JsonSchema, Stage, TaskFailure, TaskState } from '@switchyard/contracts';

/** A task as `GET /v1/tasks/{id}` shows it. */
export interface TaskView {
  task_id: string;
  task_name: string;
  workflow_id: string;
  status: TaskState;
  /** 0 to 1. */
  progress: number;
  attempt: number;
  max_attempts: number;
  created_at: string;
  started_at: string | null;
  completed_at: string | null;
  executed_on: string | null;
  error: TaskFailure | null;
  reason: string | null;
  position: number | null;
  /** Seconds. */
  estimated_wait: number | null;
}

export interface TaskPage {
  tasks: TaskView[];
  next_cursor: string | null;
}

export interface Submission {
  task_name: string;
  input_data: Record<string, unknown>;
  task_id?: string;
  workflow_id?: string;
  max_attempts?: number;
  /** Seconds. */
  timeout?: number;
}

export type Submitted = Pick<TaskView, 'task_id' | 'workflow_id' | 'status' | 'position' | 'estimated_wait'>;

export interface TaskResult {
  task_id: string;
  status: TaskState;
  result: Stage;
}

export interface Removal {
  task_id: string;
  results: { resource: string; status: 'deleted' | 'skipped' | 'failed'; message: string }[];
}

export interface CatalogEntry {
  task_name: string;
  aliases: readonly string[];
  service: string;
  description: string;
  device: string;
  /** Seconds. */
  timeout: number | null;
  sources: Record<string, readonly string[]>;
  input: JsonSchema;
  output: JsonSchema;
  /** Null when no gateway could be asked. */
  live_workers: number | null;
}

export interface SharedFile {
  path: string;
  size: number;
  modified_at?: string;
}

export interface UploadedFile extends SharedFile {
  content_type?: string;
  sha256: string;
}

export interface FilePage {
  files: SharedFile[];
  next_cursor: string | null;
}

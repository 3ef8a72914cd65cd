import type { TaskFailure } from './errors/task-error';
import type { TaskState } from './states';

/** Of tasks that name none; 9 goes first, 0 last. */
export const STANDARD_PRIORITY = 5;

/** More attempts than this make no sense for any task. */
export const MOST_ATTEMPTS = 1000;

/** One task as it is stored; times are RFC 3339 in UTC. */
export interface TaskRecord {
  task_id: string;
  task_name: string;
  /** The name the client used, when it was an alias. */
  requested_as: string | null;
  service: string;
  workflow_id: string;
  /** Id of the API key that it belongs to. */
  owner: string | null;
  /** The task of which this is another try. */
  retry_of: string | null;
  /** The task whose result this one has, because it would have computed the same. */
  reused_from: string | null;
  /** When it ends unless its first attempt has begun. */
  expires_at: string | null;
  status: TaskState;
  /** 0 to 9, 9 goes first. */
  priority: number;
  /** 0 to 1. */
  progress: number;
  /** The current or last attempt; 0 before the first. */
  attempt: number;
  max_attempts: number;
  /** Hard limit of one attempt in seconds. */
  timeout: number;
  fence: number;
  /** How often the engine or worker died in an attempt. */
  deaths: number;
  input: Record<string, unknown>;
  /** The request as it was sent; compared when the same id is submitted again. */
  request: Record<string, unknown>;
  created_at: string;
  started_at: string | null;
  completed_at: string | null;
  executed_on: string | null;
  error: TaskFailure | null;
  cancel_requested: boolean;
}

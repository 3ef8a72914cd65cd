import { RequestError, type TaskErrorCode } from '@switchyard/contracts';
import type { StoredTask } from '@switchyard/task-store';

type Failure = (message: string) => RequestError;

const refused: Failure = (message) => new RequestError('INVALID_REQUEST', message);
const unusable: Failure = (message) => new RequestError('REPLY_UNUSABLE', message);
const broken: Failure = (message) => new RequestError('INTERNAL_ERROR', message);
const unavailable: Failure = (message) => new RequestError('RESOURCE_UNAVAILABLE', message);
const late: Failure = (message) => new RequestError('WAITED_TOO_LONG', message);

/** What the end of a task means for the request that waited for it. */
const FAILURES: Readonly<Record<TaskErrorCode, Failure>> = {
  INPUT_REJECTED: rejected,
  MODEL_UNAVAILABLE: (message) => new RequestError('MODEL_NOT_FOUND', message),
  INPUT_UNAVAILABLE: refused,
  UPLOAD_FAILED: refused,
  POISON_TASK: refused,
  REPLY_UNUSABLE: unusable,
  CANCELLED: refused,
  TASK_TIMEOUT: late,
  DISK_FULL: unavailable,
  GPU_LOCK_TIMEOUT: unavailable,
  GPU_LEASE_LOST: unavailable,
  PROVIDER_FAILED: unavailable,
  WORKER_LOST: unavailable,
  ENGINE_CRASHED: broken,
  ENGINE_STALLED: broken,
  INTERNAL_ERROR: broken,
};

export function failureOf({ status, task_id, error }: StoredTask): RequestError {
  if (error) return FAILURES[error.code](error.message);
  if (status === 'expired') return unavailable(`no worker took task ${task_id} in time`);
  return refused(`task ${task_id} is ${status}`);
}

/** A worker begins with the field at fault: `messages: …`. */
function rejected(message: string): RequestError {
  const [, field, problem] = /^(\w+): ([^]*)$/.exec(message) ?? [];
  if (field === 'model') return new RequestError('MODEL_NOT_FOUND', problem ?? message);
  return new RequestError('INVALID_REQUEST', message, field && problem ? { [field]: problem } : undefined);
}

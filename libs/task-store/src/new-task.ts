import { toRecord, type StoredTask } from './record-codec';
import type { NewTask } from './store-types';

/** The fields of a new record that only its submission knows, as names and values in turn. */
export function fieldsOfNew(task: NewTask): string[] {
  const fields = {
    service: task.service,
    requested_as: task.requestedAs ?? '',
    request: JSON.stringify(task.request),
    max_attempts: task.maxAttempts,
    timeout: task.timeoutSeconds,
    retry_of: task.retryOf ?? '',
  };
  return Object.entries(fields).flatMap(([name, value]) => [name, String(value)]);
}

/** The record as `create.lua` has just stored it, without reading it back. */
export function queuedRecord(task: NewTask, now: string, fence: string): StoredTask {
  const stored = toRecord({
    task_id: task.taskId,
    task_name: task.taskName,
    workflow_id: task.workflowId,
    service: task.service,
    requested_as: task.requestedAs ?? '',
    max_attempts: String(task.maxAttempts),
    timeout: String(task.timeoutSeconds),
    retry_of: task.retryOf ?? '',
    status: 'queued',
    progress: '0',
    attempt: '0',
    deaths: '0',
    fence,
    number: fence,
    created_at: now,
  });
  return { ...stored, input: task.input as StoredTask['input'], request: task.request };
}

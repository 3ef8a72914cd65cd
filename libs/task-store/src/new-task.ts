import { traceparent } from '@switchyard/observability';
import { toRecord, type StoredTask } from './record-codec';
import type { NewTask } from './store-types';

/** The fields of a new record that only its submission knows, as names and values in turn; what is empty is left out. */
export function fieldsOfNew(task: NewTask, producer: string, reuseKey: string | undefined): (string | number)[] {
  const fields: (string | number)[] = ['queue', task.queue, 'priority', task.priority];
  fields.push('input', JSON.stringify(task.input), 'request', JSON.stringify(task.request));
  fields.push('max_attempts', task.maxAttempts, 'timeout', task.timeoutSeconds);
  fields.push('created_by', producer);
  if (task.callback) fields.push('callback', task.callback);
  if (task.upload) fields.push('upload', task.upload);
  if (task.requestedAs) fields.push('requested_as', task.requestedAs);
  if (task.retryOf) fields.push('retry_of', task.retryOf);
  if (reuseKey) fields.push('reuse', reuseKey);
  const trace = traceparent();
  if (trace) fields.push('trace', trace);
  return fields;
}

/** The record as `create.lua` has just stored it, without reading it back. */
export function queuedRecord(task: NewTask, now: string, number: string, turn = '0'): StoredTask {
  const stored = toRecord({
    task_id: task.taskId,
    task_name: task.taskName,
    workflow_id: task.workflowId,
    owner: task.owner,
    queue: task.queue,
    requested_as: task.requestedAs,
    callback: task.callback,
    upload: task.upload,
    retry_of: task.retryOf,
    expires_at: task.queueTtlSeconds ? String(Number(now) + task.queueTtlSeconds * 1000) : undefined,
    max_attempts: String(task.maxAttempts),
    timeout: String(task.timeoutSeconds),
    priority: String(task.priority),
    status: 'queued',
    fence: now,
    number,
    turn,
    created_at: now,
  });
  return { ...stored, input: task.input as StoredTask['input'], request: task.request };
}

/** The record as a task would have it that is not stored. */
export const asQueued = (task: NewTask): StoredTask => queuedRecord(task, String(Date.now()), '0');

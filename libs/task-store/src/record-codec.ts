import { STANDARD_PRIORITY, type TaskFailure, type TaskRecord, type TaskState } from '@switchyard/contracts';
import { serviceOf } from './task-job';

/** Some fields of a record as Redis gives them. */
export type StoredFields = Record<string, string | null | undefined>;

/** Redis replies with a flat list of names and values. */
export function toHash(reply: unknown): Record<string, string> {
  const flat = reply as string[];
  const hash: Record<string, string> = {};
  for (let i = 0; i < flat.length; i += 2) hash[flat[i] as string] = flat[i + 1] as string;
  return hash;
}

/** RFC 3339 of a stored time in milliseconds. */
export const toTime = (ms: string | number | false | null | undefined): string | null =>
  ms ? new Date(Number(ms)).toISOString() : null;

/** Whether the URL that is told of the end of a task has been told; `none` when there is no such URL. */
export const CALLBACK_STATUSES = ['none', 'pending', 'sent', 'failed'] as const;

export type CallbackStatus = (typeof CALLBACK_STATUSES)[number];

/** A record with what only the store needs: where it waits, and the output. */
export interface StoredTask extends TaskRecord {
  queue: string;
  /** Grows with each submission; lists go by it. */
  number: number;
  output: Record<string, unknown> | null;
  /** Unix milliseconds before which a retry does not start. */
  due_at: number | null;
  /** What a worker that has its job waits for, in words. */
  waits_for: string | null;
  /** Its worker died on it: it runs alone in its process until it is final. */
  suspect: boolean;
  /** By which it stands among the new tasks of its priority. */
  turn: number;
  callback_status: CallbackStatus;
  /** Place of S3 that its outputs are copied to, e.g. `s3://bucket/prefix/`. */
  upload: string | null;
  /** Of the GPU its latest attempt had: `<lock key> <fence>`. */
  lease: string | null;
}

/** Fields that are missing or empty have not been set yet. */
export function toRecord(fields: StoredFields): StoredTask {
  const queue = fields['queue'] ?? '';
  return {
    task_id: fields['task_id'] ?? '',
    task_name: fields['task_name'] ?? '',
    requested_as: fields['requested_as'] || null,
    service: serviceOf(queue),
    queue,
    workflow_id: fields['workflow_id'] ?? '',
    owner: fields['owner'] || null,
    retry_of: fields['retry_of'] || null,
    reused_from: fields['reused_from'] || null,
    expires_at: toTime(fields['expires_at']),
    status: fields['status'] as TaskState,
    progress: Number(fields['progress'] ?? 0),
    attempt: Number(fields['attempt'] ?? 0),
    max_attempts: Number(fields['max_attempts']),
    timeout: Number(fields['timeout']),
    fence: Number(fields['fence']),
    deaths: Number(fields['deaths'] ?? 0),
    input: parse(fields['input']) ?? {},
    request: parse(fields['request']) ?? {},
    created_at: toTime(fields['created_at']) ?? '',
    started_at: toTime(fields['started_at']),
    completed_at: toTime(fields['completed_at']),
    executed_on: fields['executed_on'] || null,
    error: parse<TaskFailure>(fields['error']),
    cancel_requested: fields['cancel_requested'] === '1',
    number: Number(fields['number']),
    priority: Number(fields['priority'] || STANDARD_PRIORITY),
    output: parse(fields['output']),
    due_at: fields['due_at'] ? Number(fields['due_at']) : null,
    waits_for: fields['reason'] || null,
    suspect: fields['suspect'] === '1',
    turn: Number(fields['turn'] ?? 0),
    callback_status: callbackStatusOf(fields['callback'], fields['callback_status']),
    upload: fields['upload'] || null,
    lease: fields['lease'] || null,
  };
}

/** The fields that say how a task is doing, in the order in which `toSummary` wants their values. */
export const SUMMARY_FIELDS = (
  'task_id status queue fence number priority task_name requested_as workflow_id progress attempt max_attempts timeout deaths ' +
  'created_at started_at completed_at executed_on error cancel_requested due_at reason suspect lease callback callback_status retry_of reused_from expires_at owner turn'
).split(' ');

type Value = string | null | false | undefined;

/** A record without what it was given and gave back; written out, because it is read more often than anything else. */
export function toSummary(values: readonly Value[]): StoredTask {
  const [task_id, status, queue, fence, number, priority, task_name, requested_as, workflow_id, ...rest] = values;
  const [progress, attempt, max_attempts, timeout, deaths, created_at, started_at, completed_at, ...last] = rest;
  const [executed_on, error, cancel_requested, due_at, reason, suspect, lease, callback, callback_status, ...links] =
    last;
  const [retry_of, reused_from, expires_at, owner, turn] = links;
  return {
    task_id: task_id || '',
    task_name: task_name || '',
    requested_as: requested_as || null,
    service: serviceOf(queue || ''),
    queue: queue || '',
    workflow_id: workflow_id || '',
    owner: owner || null,
    retry_of: retry_of || null,
    reused_from: reused_from || null,
    expires_at: toTime(expires_at),
    status: status as TaskState,
    progress: Number(progress || 0),
    attempt: Number(attempt || 0),
    max_attempts: Number(max_attempts),
    timeout: Number(timeout),
    fence: Number(fence),
    deaths: Number(deaths || 0),
    input: {},
    request: {},
    created_at: toTime(created_at) ?? '',
    started_at: toTime(started_at),
    completed_at: toTime(completed_at),
    executed_on: executed_on || null,
    error: parse<TaskFailure>(error),
    cancel_requested: cancel_requested === '1',
    number: Number(number),
    priority: Number(priority || STANDARD_PRIORITY),
    output: null,
    due_at: due_at ? Number(due_at) : null,
    waits_for: reason || null,
    suspect: suspect === '1',
    turn: Number(turn || 0),
    callback_status: callbackStatusOf(callback, callback_status),
    upload: null,
    lease: lease || null,
  };
}

const callbackStatusOf = (callback: Value, status: Value): CallbackStatus =>
  callback ? ((status || 'pending') as CallbackStatus) : 'none';

/** What a worker gets of a record; it begins as `claim.lua` wants it. */
export const CLAIMED_FIELDS = (
  'status fence attempt seq task_name number workflow_id suspect expires_at owner queue priority turn ' +
  'task_id max_attempts deaths timeout input created_at requested_as upload'
).split(' ');

/** The values of some fields by their names. */
export function fieldsOf(names: readonly string[], values: readonly (string | null)[]): StoredFields {
  const fields: StoredFields = {};
  for (let i = 0; i < names.length; i += 1) fields[names[i] as string] = values[i];
  return fields;
}

/** A record from the values of some of its fields. */
export const fromValues = (names: readonly string[], values: readonly (string | null)[]): StoredTask =>
  toRecord(fieldsOf(names, values));

function parse<T = Record<string, unknown>>(text: Value): T | null {
  return text ? (JSON.parse(text) as T) : null;
}

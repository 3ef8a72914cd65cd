import type { Stage, TaskFailure, TaskRecord, TaskState, WorkflowContext } from '@switchyard/contracts';

/** Redis replies with a flat list of names and values. */
export function toHash(reply: unknown): Record<string, string> {
  const flat = reply as string[];
  const hash: Record<string, string> = {};
  for (let i = 0; i < flat.length; i += 2) hash[flat[i] as string] = flat[i + 1] as string;
  return hash;
}

/** RFC 3339 of a stored time in milliseconds. */
export const toTime = (ms: string | number | null | undefined): string | null =>
  ms === undefined || ms === null || ms === '' ? null : new Date(Number(ms)).toISOString();

/** A record with what only the store needs: the number that orders tasks, and the output. */
export interface StoredTask extends TaskRecord {
  /** Grows with each submission; lists and queue positions go by it. */
  number: number;
  output: Record<string, unknown> | null;
  /** Unix milliseconds before which a retry does not start. */
  due_at: number | null;
}

export function toRecord(hash: Record<string, string>): StoredTask {
  return {
    task_id: hash['task_id'] ?? '',
    task_name: hash['task_name'] ?? '',
    requested_as: hash['requested_as'] || null,
    service: hash['service'] ?? '',
    workflow_id: hash['workflow_id'] ?? '',
    status: hash['status'] as TaskState,
    progress: Number(hash['progress']),
    attempt: Number(hash['attempt']),
    max_attempts: Number(hash['max_attempts']),
    timeout: Number(hash['timeout']),
    fence: Number(hash['fence']),
    deaths: Number(hash['deaths']),
    input: parse(hash['input']) ?? {},
    request: parse(hash['request']) ?? {},
    created_at: toTime(hash['created_at']) ?? '',
    started_at: toTime(hash['started_at']),
    completed_at: toTime(hash['completed_at']),
    executed_on: hash['executed_on'] || null,
    error: parse<TaskFailure>(hash['error']),
    cancel_requested: hash['cancel_requested'] === '1',
    retry_of: hash['retry_of'] || null,
    number: Number(hash['number']),
    output: parse(hash['output']),
    due_at: hash['due_at'] ? Number(hash['due_at']) : null,
  };
}

/** The fields that say how a task is doing; neither what it was given nor what it gave back. */
export const SUMMARY_FIELDS = [
  ...[
    'task_id',
    'task_name',
    'requested_as',
    'service',
    'workflow_id',
    'status',
    'progress',
    'attempt',
    'max_attempts',
  ],
  ...[
    'timeout',
    'fence',
    'deaths',
    'created_at',
    'started_at',
    'completed_at',
    'executed_on',
    'error',
    'cancel_requested',
  ],
  ...['retry_of', 'number', 'due_at'],
];

/** A record from the values of some of its fields. */
export const fromValues = (fields: readonly string[], values: readonly (string | null)[]): StoredTask =>
  toRecord(Object.fromEntries(fields.map((field, i) => [field, values[i] ?? ''])));

/** The stage of one task; the same form as in its workflow. */
export function stageOf(task: StoredTask): Stage {
  const { status, input, output, error, attempt, started_at, completed_at } = task;
  const state = { queued: 'PENDING', running: 'RUNNING', succeeded: 'SUCCESS', cancelled: 'CANCELLED' } as const;
  return {
    status: status in state ? state[status as keyof typeof state] : 'FAILED',
    input_params: input,
    output,
    error,
    duration: secondsBetween(started_at, completed_at),
    attempt,
    started_at,
    completed_at,
  };
}

interface StoredStage extends Omit<Stage, 'started_at' | 'completed_at' | 'duration'> {
  task_id: string;
  started_at: number | null;
  completed_at: number | null;
}

export function toContext(workflowId: string, hash: Record<string, string>): WorkflowContext {
  const stages: Record<string, Stage> = {};
  for (const [field, text] of Object.entries(hash)) {
    if (field.startsWith('stage:')) stages[field.slice('stage:'.length)] = toStage(JSON.parse(text) as StoredStage);
  }
  return {
    workflow_id: workflowId,
    input_params: parse<WorkflowContext['input_params']>(hash['input_params']) ?? {
      task_name: '',
      input_data: {},
      callback: null,
    },
    shared_storage_path: hash['shared_storage_path'] ?? '',
    stages,
    error: Object.values(stages).find((stage) => stage.status === 'FAILED')?.error ?? null,
  };
}

/** The ids of the tasks of a workflow. */
export const taskIdsIn = (hash: Record<string, string>): string[] =>
  Object.keys(hash)
    .filter((field) => field.startsWith('task:'))
    .map((field) => field.slice('task:'.length));

function toStage({ task_id: _taskId, ...stored }: StoredStage): Stage {
  const started_at = toTime(stored.started_at);
  const completed_at = toTime(stored.completed_at);
  return { ...stored, duration: secondsBetween(started_at, completed_at), started_at, completed_at };
}

const secondsBetween = (from: string | null, to: string | null): number | null =>
  from && to ? Math.max(0, Date.parse(to) - Date.parse(from)) / 1000 : null;

function parse<T = Record<string, unknown>>(text: string | undefined): T | null {
  return text ? (JSON.parse(text) as T) : null;
}

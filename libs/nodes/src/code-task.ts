import { priorityOf, reasonOf, scoreOf, type Priority, type Reason, type Score, type Waiting } from './fair-queue';

/** Fields of a record as Redis gives them. */
type StoredFields = Record<string, string | null | undefined>;

export const CODE_STATES = ['queued', 'running', 'completed', 'failed', 'timed_out', 'cancelled'] as const;
export type CodeState = (typeof CODE_STATES)[number];

export const OPEN_CODE_STATES: readonly CodeState[] = ['queued', 'running'];

/** Why a node was given a task. */
export interface Choice {
  priority: Priority;
  reason: Reason;
  score: Score;
}

/** For those who do not trust nodes: so many of them must give the same result, of so many that may run the program. */
export interface Check {
  agree: number;
  of: number;
}

/** A Python program that runs once on an idle machine; times in Unix milliseconds. */
export interface CodeTask {
  id: string;
  status: CodeState;
  owner: string;
  /** Grows with each submission, over tasks of all kinds. */
  number: number;
  need: string;
  timeoutSeconds: number;
  cpu: number;
  memoryMb: number;
  tries: number;
  /** Of the last event. */
  seq: number;
  createdAt: number;
  startedAt?: number;
  completedAt?: number;
  node?: string;
  /** The first megabyte of its standard output. */
  result?: string;
  truncated: boolean;
  executionMs?: number;
  error?: string;
  choice?: Choice;
  /** With how many results there are by now. */
  check?: Check & { results: number };
}

/** Everything but the code. */
export const CODE_FIELDS = (
  'task_id status owner number need timeout cpu memory tries seq created_at started_at completed_at node result truncated ' +
  'execution_ms error_message chosen_waiting_ms chosen_completed chosen_last_task_at agree of votes'
).split(' ');

export function toCodeTask(fields: StoredFields): CodeTask {
  const time = (name: string): number | undefined => (fields[name] ? Number(fields[name]) : undefined);
  const text = (name: string): string => fields[name] ?? '';
  return {
    id: text('task_id'),
    status: text('status') as CodeState,
    owner: text('owner'),
    number: Number(fields['number']),
    need: text('need'),
    timeoutSeconds: Number(fields['timeout']),
    cpu: Number(fields['cpu']),
    memoryMb: Number(fields['memory']),
    tries: Number(fields['tries']),
    seq: Number(fields['seq']),
    createdAt: Number(fields['created_at']),
    startedAt: time('started_at'),
    completedAt: time('completed_at'),
    node: fields['node'] || undefined,
    result: fields['result'] ?? undefined,
    truncated: fields['truncated'] === '1',
    executionMs: time('execution_ms'),
    error: fields['error_message'] || undefined,
    choice: choiceIn(fields),
    check: checkIn(fields),
  };
}

const checkIn = ({ agree, of, votes }: StoredFields): CodeTask['check'] =>
  agree ? { agree: Number(agree), of: Number(of), results: Number(votes ?? 0) } : undefined;

function choiceIn(fields: StoredFields): Choice | undefined {
  const started = fields['started_at'];
  if (!started || !fields['chosen_waiting_ms']) return undefined;
  return choiceOf(
    waitingOf({
      waitingMs: fields['chosen_waiting_ms'],
      completed: fields['chosen_completed'],
      lastTaskAt: fields['chosen_last_task_at'],
      now: Number(started),
    }),
  );
}

interface StoredWaiting {
  waitingMs: string | number;
  completed: string | null | undefined;
  lastTaskAt: string | null | undefined;
  now: number;
}

export const waitingOf = ({ waitingMs, completed, lastTaskAt, now }: StoredWaiting): Waiting => ({
  waitingMs: Number(waitingMs),
  completedTasks: Number(completed ?? 0),
  sinceLastTaskMs: lastTaskAt ? now - Number(lastTaskAt) : undefined,
});

export const choiceOf = (node: Waiting): Choice => ({
  priority: priorityOf(node),
  reason: reasonOf(node),
  score: scoreOf(node),
});

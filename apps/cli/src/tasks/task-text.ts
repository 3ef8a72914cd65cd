import type { TaskResult, TaskView } from '@switchyard/client';
import { isFinal, isPlainObject, type TaskState } from '@switchyard/contracts';
import { plain } from '../terminal/plain';
import { pairs, table, type Cell, type Painter } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import { formatAge, formatSeconds } from '../terminal/units';

/** The state of a task in its colour. */
export const stateCell = ({ paint }: Terminal, state: TaskState): { text: string; paint: Painter } => {
  const painters = {
    queued: paint.yellow,
    running: paint.cyan,
    succeeded: paint.green,
    failed: paint.red,
    cancelled: paint.magenta,
    timed_out: paint.red,
    expired: paint.red,
  } satisfies Record<TaskState, Painter>;
  return { text: state, paint: painters[state] };
};

/** Everything `status` shows. */
export function taskText(terminal: Terminal, task: TaskView): string {
  const rows: Record<string, Cell> = {
    task: task.task_id,
    name: task.task_name,
    status: stateCell(terminal, task.status),
  };
  if (task.workflow_id !== task.task_id) rows['workflow'] = task.workflow_id;
  if (task.status === 'running') rows['progress'] = percentOf(task);
  if (task.status === 'queued' && task.position !== null) rows['position'] = task.position;
  if (task.estimated_wait !== null) rows['starts in about'] = formatSeconds(task.estimated_wait);
  if (task.reason && task.reason !== task.error?.message) rows['reason'] = task.reason;
  rows['attempt'] = `${task.attempt} of ${task.max_attempts}`;
  rows['created'] = whenText(task.created_at);
  if (task.started_at) rows['started'] = whenText(task.started_at);
  if (task.completed_at) rows['ended'] = `${whenText(task.completed_at)}, ${tookText(task)}`;
  if (task.executed_on) rows['worker'] = task.executed_on;
  if (task.error) rows['error'] = `${task.error.code}: ${task.error.message}`;
  return pairs(terminal, rows);
}

/** How a task ended, in one line. */
export function endText({ paint }: Terminal, task: TaskView): string {
  const took = tookText(task);
  if (task.status === 'succeeded') return `${paint.green('succeeded')} ${took}`;
  const why = task.error && task.status !== 'cancelled' ? `: ${plain(task.error.message)} (${task.error.code})` : '';
  return `${task.status === 'cancelled' ? paint.magenta('cancelled') : paint.red(task.status)} ${took}${why}`;
}

/** The output of a task, field by field; its error where it has none. */
export function resultText(terminal: Terminal, { result }: TaskResult): string {
  if (result.output) return pairs(terminal, Object.fromEntries(outputRows(result.output)));
  return result.error ? plain(errorText(result.error)) : 'no output';
}

const errorText = ({ code, message, details }: NonNullable<TaskView['error']>): string =>
  `${code}: ${message}${details ? `\n${details}` : ''}`;

/** Output paths that `files get` can fetch. */
export function pathsOf({ result }: TaskResult): string[] {
  return Object.values(result.output ?? {}).filter(
    (value): value is string => typeof value === 'string' && value.startsWith('/share/'),
  );
}

/** One row per value; those of nested objects are named `subtitle_files.basic.srt`. */
function outputRows(output: Record<string, unknown>, prefix = ''): [string, Cell][] {
  return Object.entries(output).flatMap(([name, value]): [string, Cell][] => {
    const whole = typeof value === 'object' ? engineText(value) : undefined;
    if (isPlainObject(value) && whole === undefined) return outputRows(value, `${prefix}${name}.`);
    if (value === null) return [[prefix + name, null]];
    return [[prefix + name, whole ?? (typeof value === 'string' ? value : JSON.stringify(value))]];
  });
}

/** `{name, version}` of an engine reads better as two words. */
function engineText(value: unknown): string | undefined {
  if (!isPlainObject(value) || Object.keys(value).length !== 2) return undefined;
  const { name, version } = value;
  return typeof name === 'string' && typeof version === 'string' ? `${name} ${version}` : undefined;
}

/** What a list shows of a task. */
export type ListedTask = Pick<
  TaskView,
  'task_id' | 'task_name' | 'status' | 'progress' | 'created_at' | 'started_at' | 'completed_at'
>;

/** Tasks as a table. */
export function tasksText(terminal: Terminal, tasks: readonly ListedTask[]): string {
  if (tasks.length === 0) return 'no tasks';
  const rows = tasks.map((task): Cell[] => [
    task.task_id,
    task.task_name,
    stateCell(terminal, task.status),
    percentOf(task),
    formatAge(task.created_at),
    task.started_at ? tookText(task).replace(/^\w+ /, '') : null,
  ]);
  return table(terminal, ['TASK', 'NAME', 'STATUS', 'PROGRESS', 'CREATED', 'TOOK'], rows);
}

export const percentOf = ({ progress, status }: ListedTask): string =>
  isFinal(status) && status !== 'succeeded' ? '-' : `${Math.floor(progress * 100)} %`;

const whenText = (timestamp: string): string => `${timestamp} (${formatAge(timestamp)})`;

/** How long a task ran; `without a run` where it never started. */
export function tookText(
  { started_at, completed_at }: Pick<TaskView, 'started_at' | 'completed_at'>,
  nowMs = Date.now(),
): string {
  if (!started_at) return 'without a run';
  const end = completed_at ? Date.parse(completed_at) : nowMs;
  return `${completed_at ? 'after' : 'for'} ${formatSeconds(Math.max(0, end - Date.parse(started_at)) / 1000)}`;
}

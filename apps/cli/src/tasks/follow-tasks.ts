import type { Frame, Schemas, TaskFilter, TaskPage } from '@switchyard/client';
import type { TaskState } from '@switchyard/contracts';
import type { Session } from '../session';
import { LiveText } from '../terminal/live-text';
import { tasksText, type ListedTask } from './task-text';
import { LOST } from './watch.command';

interface Wanted {
  status?: TaskState;
  taskName?: TaskFilter['task_name'];
  limit: number;
  /** The list as it is now. */
  list: () => Promise<TaskPage>;
}

interface Changed {
  items: Schemas['WorkflowRun'][];
  removed?: { id: string }[];
  /** More runs changed than are told. */
  left_out?: number;
  snapshot?: boolean;
}

/** Shows the list of tasks and keeps it up, until the user leaves. */
export async function followTasks({ gateway, terminal, signal }: Session, wanted: Wanted): Promise<void> {
  const screen = new LiveText(terminal);
  let known = new Map<string, ListedTask>();
  const tell = (changed: readonly ListedTask[]): void => {
    if (terminal.json) for (const task of changed) terminal.printJsonLine(task);
    else if (terminal.isScreen) screen.show(tasksText(terminal, [...known.values()]));
    else if (changed.length > 0) terminal.print(tasksText(terminal, changed));
  };
  try {
    for await (const frame of gateway.live(() => '/ws/monitor', { onLost: () => terminal.note(LOST) })) {
      const news = changesIn(frame);
      if (!news) continue;
      // what happened before a snapshot, and what was too much for a frame, only the list knows
      const isWhole = news.snapshot === true || (news.left_out ?? 0) > 0;
      const changed = isWhole ? (await wanted.list()).tasks.map(shownOf) : news.items.filter(isTask).map(listedOf);
      const fitting = changed.filter((task) => fits(task, wanted));
      const before = known;
      known = isWhole ? byId(fitting) : merged(known, changed, news, wanted);
      tell(fitting.filter((task) => JSON.stringify(before.get(task.task_id)) !== JSON.stringify(task)));
    }
  } catch (error) {
    if (!signal.aborted) throw error; // leaving is no failure here
  }
}

const changesIn = ({ type, data }: Frame): Changed | undefined =>
  type === 'workflows' ? (data as unknown as Changed) : undefined;

const isTask = ({ type }: Schemas['WorkflowRun']): boolean => type === 'task';

const listedOf = (run: Schemas['WorkflowRun']): ListedTask => ({
  task_id: run.id,
  task_name: run.name,
  status: run.metadata['task_state'] as TaskState,
  progress: run.progress / 100,
  created_at: String(run.metadata['created_at']),
  started_at: run.start_time,
  completed_at: run.end_time,
});

const fits = (task: ListedTask, { status, taskName }: Wanted): boolean =>
  (status === undefined || task.status === status) && (taskName === undefined || task.task_name === taskName);

const byId = (tasks: readonly ListedTask[]): Map<string, ListedTask> =>
  new Map(tasks.map((task) => [task.task_id, task]));

/** Of a record only what lists show, so that it compares with what is told live. */
const shownOf = ({ task_id, task_name, status, progress, created_at, started_at, completed_at }: ListedTask) => ({
  ...{ task_id, task_name, status, progress },
  ...{ created_at, started_at, completed_at },
});

function merged(
  known: ReadonlyMap<string, ListedTask>,
  changed: readonly ListedTask[],
  { removed = [] }: Changed,
  wanted: Wanted,
): Map<string, ListedTask> {
  const all = new Map(known);
  for (const task of changed) all.set(task.task_id, task);
  for (const { id } of removed) all.delete(id);
  const fitting = [...all.values()].filter((task) => fits(task, wanted));
  const newest = fitting.sort((a, b) => (a.created_at < b.created_at ? 1 : -1)).slice(0, wanted.limit);
  return byId(newest);
}

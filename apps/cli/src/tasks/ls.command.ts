import type { TaskFilter, TaskView } from '@switchyard/client';
import { TASK_STATES, type TaskState } from '@switchyard/contracts';
import { Option, type Command } from 'commander';
import { examples, type App, type Session } from '../session';
import { table } from '../terminal/table';
import { formatAge, parseCount } from '../terminal/units';
import { percentOf, stateCell, tookText } from './task-text';

interface LsOptions {
  status?: TaskState;
  taskName?: TaskFilter['task_name'];
  limit: number;
  all?: boolean;
}

/** `ls`: the tasks there are. */
export function addLs(program: Command, app: App): void {
  program
    .command('ls')
    .summary('list tasks, newest first')
    .description('Lists tasks, newest first.')
    .addOption(new Option('--status <state>', 'only tasks in this state').choices(TASK_STATES))
    .option('--task-name <name>', 'only tasks of this name')
    .option('--limit <n>', 'most tasks shown', parseCount, 20)
    .option('--all', 'every task there is')
    .addHelpText('after', examples('ls', 'ls --status failed --task-name ffmpeg.probe', 'ls --all --json'))
    .action(app.action(ls));
}

async function ls({ tasks, terminal }: Session, { status, taskName, limit, all }: LsOptions): Promise<void> {
  const page = await tasks.list({ status, task_name: taskName }, all ? Infinity : limit);
  const row = (task: TaskView) => [
    task.task_id,
    task.task_name,
    stateCell(terminal, task.status),
    percentOf(task),
    formatAge(task.created_at),
    task.started_at ? tookText(task).replace(/^\w+ /, '') : null,
  ];
  const head = ['TASK', 'NAME', 'STATUS', 'PROGRESS', 'CREATED', 'TOOK'];
  terminal.answer(page, () => (page.tasks.length > 0 ? table(terminal, head, page.tasks.map(row)) : 'no tasks'));
  if (page.next_cursor) terminal.hint(`the newest ${page.tasks.length}; more with --limit or --all`);
}

import type { TaskFilter } from '@switchyard/client';
import { TASK_STATES, type TaskState } from '@switchyard/contracts';
import { Option, type Command } from 'commander';
import { examples, type App, type Session } from '../session';
import { parseCount } from '../terminal/units';
import { followTasks } from './follow-tasks';
import { tasksText } from './task-text';

interface LsOptions {
  status?: TaskState;
  taskName?: TaskFilter['task_name'];
  limit: number;
  all?: boolean;
  follow?: boolean;
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
    .option('--follow', 'keep up until Ctrl-C; where no terminal is, a line for each task that changes')
    .addHelpText(
      'after',
      examples('ls', 'ls --status failed --task-name ffmpeg.probe', 'ls --all --json', 'ls --follow'),
    )
    .action(app.action(ls));
}

async function ls(session: Session, options: LsOptions): Promise<void> {
  const { status, taskName, limit, all, follow } = options;
  const { tasks, terminal } = session;
  const list = () => tasks.list({ status, task_name: taskName }, all ? Infinity : limit);
  if (follow) return followTasks(session, { status, taskName, limit: all ? Infinity : limit, list });
  const page = await list();
  terminal.answer(page, () => tasksText(terminal, page.tasks));
  if (page.next_cursor) terminal.hint(`the newest ${page.tasks.length}; more with --limit or --all`);
}

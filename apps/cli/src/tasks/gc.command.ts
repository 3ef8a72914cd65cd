import type { TaskView } from '@switchyard/client';
import { isFinal } from '@switchyard/contracts';
import type { Command } from 'commander';
import { EXIT, exitCodeOf, type ExitCode } from '../exit-codes';
import { examples, type App, type Session } from '../session';
import { describeError } from '../terminal/describe-error';
import { startProgress } from '../terminal/progress';
import { table } from '../terminal/table';
import { formatAge, parseAge } from '../terminal/units';
import { stateCell } from './task-text';

interface GcOptions {
  /** Milliseconds. */
  older: number;
  dryRun?: boolean;
}

const AT_ONCE = 8;

/** `gc`: removes what ended long ago. */
export function addGc(program: Command, app: App): void {
  program
    .command('gc')
    .summary('remove tasks that ended long ago, with their files')
    .description('Removes tasks that ended longer ago than an age, with their files.')
    .requiredOption('--older <age>', 'age since the end of the task: 90s, 30m, 12h, 7d, 2w', parseAge)
    .option('--dry-run', 'only show what would be removed')
    .addHelpText('after', examples('gc --older 7d --dry-run', 'gc --older 12h'))
    .action(app.action(gc));
}

async function gc(session: Session, { older, dryRun = false }: GcOptions): Promise<ExitCode> {
  const { terminal, tasks } = session;
  const limit = Date.now() - older;
  const old = (await tasks.list({}, Infinity)).tasks.filter(
    ({ status, completed_at }) => isFinal(status) && completed_at !== null && Date.parse(completed_at) < limit,
  );
  const failures = dryRun ? [] : await removeAll(session, old);
  const failed = new Set(failures.map(({ id }) => id));
  const removed = old.filter(({ task_id }) => !failed.has(task_id)).map(({ task_id }) => task_id);
  terminal.answer({ dry_run: dryRun, removed, failed: [...failed] }, () =>
    dryRun ? dryText(session, old) : `removed ${removed.length} of ${old.length} tasks`,
  );
  for (const { text } of failures) terminal.note(text);
  return failures.length > 0 ? EXIT.failed : EXIT.ok;
}

function dryText({ terminal }: Session, old: TaskView[]): string {
  if (old.length === 0) return 'nothing to remove';
  const rows = old.map((task) => [
    task.task_id,
    task.task_name,
    stateCell(terminal, task.status),
    formatAge(task.completed_at ?? task.created_at),
  ]);
  return `${table(terminal, ['TASK', 'NAME', 'STATUS', 'ENDED'], rows)}\nwould remove ${old.length} tasks`;
}

async function removeAll(session: Session, old: TaskView[]): Promise<{ id: string; text: string }[]> {
  const failures: { id: string; text: string }[] = [];
  const progress = startProgress(session.terminal, 'removing');
  try {
    for (let at = 0; at < old.length; at += AT_ONCE) {
      session.signal.throwIfAborted();
      await Promise.all(old.slice(at, at + AT_ONCE).map(({ task_id }) => removeOne(session, task_id, failures)));
      progress.update(Math.min(1, (at + AT_ONCE) / old.length));
    }
  } finally {
    progress.stop();
  }
  return failures;
}

async function removeOne({ tasks }: Session, id: string, failures: { id: string; text: string }[]): Promise<void> {
  try {
    await tasks.remove(id, false);
  } catch (error) {
    const code = exitCodeOf(error);
    if (code === EXIT.notFound) return; // removed meanwhile, by the monitor or another command
    if (code === EXIT.unavailable || code === EXIT.interrupted) throw error;
    failures.push({ id, text: `${id}: ${describeError(error, false)}` });
  }
}

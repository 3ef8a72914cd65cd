import { isFinal } from '@switchyard/contracts';
import type { Command } from 'commander';
import { EXIT, exitCodeOfState, type ExitCode } from '../exit-codes';
import { examples, type App } from '../session';
import { table } from '../terminal/table';
import { endText, resultText, taskText } from './task-text';

/** `status`: where a task stands. */
export function addStatus(program: Command, app: App): void {
  program
    .command('status')
    .summary('show where a task stands')
    .description('Shows where a task stands. The exit code is 0 whatever the state: it says that the task was found.')
    .argument('<ID>', 'id of the task')
    .addHelpText('after', examples('status my-task', 'status my-task --json | jq -r .status'))
    .action(
      app.action(async ({ tasks, terminal }, id: string) => {
        const task = await tasks.status(id);
        terminal.answer(task, () => taskText(terminal, task));
      }),
    );
}

/** `result`: what a task that has ended gave back. */
export function addResult(program: Command, app: App): void {
  program
    .command('result')
    .summary('print the result of a task that has ended')
    .description('Prints the result of a task; the exit code says how it ended, and is 4 while it has not.')
    .argument('<ID>', 'id of the task')
    .addHelpText('after', examples('result my-task', 'result my-task --json | jq -r .result.output.audio_path'))
    .action(
      app.action(async ({ tasks, terminal }, id: string): Promise<ExitCode> => {
        const result = await tasks.result(id);
        if (result.status === 'succeeded' || terminal.json) terminal.answer(result, () => resultText(terminal, result));
        else terminal.note(endText(terminal, await tasks.status(id)));
        return exitCodeOfState(result.status);
      }),
    );
}

/** `cancel`: asks a task to end. */
export function addCancel(program: Command, app: App): void {
  program
    .command('cancel')
    .summary('cancel a task')
    .description('Cancels a task: at once while it is queued, else as soon as its worker has stopped.')
    .argument('<ID>', 'id of the task')
    .addHelpText('after', examples('cancel my-task'))
    .action(
      app.action(async ({ tasks, terminal }, id: string) => {
        const task = await tasks.cancel(id);
        const text = isFinal(task.status) ? task.status : 'asked to end; its worker has not confirmed yet';
        terminal.answer(task, () => `${task.task_id}  ${text}`);
      }),
    );
}

/** `rm`: removes tasks with their files. */
export function addRm(program: Command, app: App): void {
  program
    .command('rm')
    .summary('remove tasks and their files')
    .description('Removes the record and the files of tasks.')
    .argument('<ID...>', 'ids of the tasks')
    .option('--force', 'cancel a task first that has not ended')
    .addHelpText('after', examples('rm my-task', 'rm --force task-1 task-2'))
    .action(
      app.action(async ({ tasks, terminal }, ids: string[], { force = false }: { force?: boolean }) => {
        const removals = [];
        for (const id of ids) removals.push(await tasks.remove(id, force));
        const rows = removals.flatMap(({ task_id, results }) =>
          results.map(({ resource, status, message }) => [task_id, resource, status, message]),
        );
        terminal.answer(removals, () => table(terminal, ['TASK', 'RESOURCE', 'STATUS', 'MESSAGE'], rows));
        return rows.some(([, , status]) => status === 'failed') ? EXIT.failed : EXIT.ok;
      }),
    );
}

import { CATALOGUE, taskNamed, type TaskDefinition } from '@switchyard/contracts';
import type { Command } from 'commander';
import type { ExitCode } from '../exit-codes';
import { examples, type App, type Session } from '../session';
import { addSubmissionOptions, type SubmissionOptions } from './submission';

export interface TaskCommandSpec {
  name: string;
  summary: string;
  description: string;
  help: string;
  run: (session: Session, task: TaskDefinition, options: SubmissionOptions) => Promise<ExitCode | void>;
}

/** A command with one subcommand per task of the catalogue, each with the flags of its own input. */
export function addTaskCommand(program: Command, app: App, spec: TaskCommandSpec): void {
  const command = program
    .command(spec.name)
    .summary(spec.summary)
    .description(spec.description)
    .usage('TASK_NAME [options]')
    .addHelpText('after', spec.help)
    .helpCommand(false);
  command
    .argument('[TASK_NAME]')
    .allowUnknownOption()
    .allowExcessArguments()
    .action((name?: string) => {
      if (name === undefined) command.help({ error: true });
      else taskNamed(name); // every known task is a subcommand, so this refuses the name with its near matches
    });
  command.commandsGroup('Tasks:');
  for (const task of CATALOGUE) {
    const one = command
      .command(task.name)
      .aliases([...(task.aliases ?? [])])
      .usage('[options]')
      .summary(task.description)
      .description(
        `${task.description}.\n\n` +
          'A path names a file of this machine, which is uploaded first, or one of the share (/share/…).',
      )
      .addHelpText('after', examples(exampleOf(spec.name, task)));
    addSubmissionOptions(one, task).action(
      app.action((session, options: SubmissionOptions) => spec.run(session, task, options)),
    );
  }
}

/** A line that would work, were there such files. */
function exampleOf(command: string, task: TaskDefinition): string {
  const video = 'video_path' in new task.input() ? ' --video-path film.mp4' : ' --workflow-id my-film';
  return `${command} ${task.name}${video}`;
}

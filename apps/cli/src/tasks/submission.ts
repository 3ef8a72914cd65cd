import type { Submission } from '@switchyard/client';
import type { TaskDefinition } from '@switchyard/contracts';
import { Option, type Command } from 'commander';
import { uploadWithProgress } from '../files/upload';
import type { Session } from '../session';
import { parseCount, parsePriority, parseSeconds } from '../terminal/units';
import { inputFlags } from './input-flags';
import { planPaths } from './local-files';
import { checkInput, readInput, type InputOptions } from './task-input';

export interface SubmissionOptions extends InputOptions {
  taskId?: string;
  workflowId?: string;
  maxAttempts?: number;
  priority?: number;
  callback?: string;
  timeout?: number;
}

/** Gives a command the flags of one task and those of every submission. */
export function addSubmissionOptions(command: Command, task: TaskDefinition): Command {
  command.optionsGroup('Input:');
  for (const { options } of inputFlags(task)) for (const option of options) command.addOption(option);
  command
    .addOption(
      new Option('--input <k=v...>', 'input fields by name, e.g. --input sample_rate=8000').argParser(
        (pair: string, known: string[] | undefined) => [...(known ?? []), pair],
      ),
    )
    .option('--json-input <file>', 'JSON object with the input; - reads stdin; flags and --input win over it');
  return command
    .optionsGroup('Task:')
    .option('--task-id <id>', 'id of the task; the same id with the same request is the same task')
    .option('--workflow-id <id>', 'workflow whose context the task shares; missing inputs are taken from its stages')
    .option('--priority <n>', '9 goes first, 0 last (default: 5)', parsePriority)
    .option('--max-attempts <n>', 'attempts before the task fails (default: 3)', parseCount)
    .option('--callback <url>', 'http(s) URL that is told when the task is final')
    .option('--timeout <time>', `hard limit of one attempt (default: ${limitText(task)})`, parseSeconds);
}

const limitText = ({ limits }: TaskDefinition): string => (limits ? `${limits.timeout} s` : 'that of the installation');

/** The body of the submission; local files are uploaded first and replaced by their share paths. */
export async function prepareSubmission(
  session: Session,
  task: TaskDefinition,
  options: SubmissionOptions,
): Promise<Submission> {
  const input = await readInput(task, { ...options }, session.surroundings.stdin);
  checkInput(task, input);
  // Checked against the class of the task; the compiler cannot know which task it is.
  return {
    task_name: task.name,
    input_data: await withSharePaths(session, task, input),
    task_id: options.taskId,
    workflow_id: options.workflowId,
    max_attempts: options.maxAttempts,
    priority: options.priority,
    callback: options.callback,
    timeout: options.timeout,
  } as Submission;
}

async function withSharePaths(
  session: Session,
  task: TaskDefinition,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const shared = { ...input };
  for (const plan of await planPaths(task, input, session.settings.shareRoot)) {
    if (plan.kind === 'share') {
      if (plan.assumed) session.terminal.hint(`${plan.path} is not on this machine; taken as a path of the share`);
      shared[plan.field] = plan.path;
    }
    if (plan.kind !== 'upload') continue;
    const { path } = await uploadWithProgress(session, plan.file);
    session.terminal.note(`uploaded ${plan.file} to ${path}`);
    shared[plan.field] = path;
  }
  return shared;
}

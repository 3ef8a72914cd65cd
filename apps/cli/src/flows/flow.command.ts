import { readFile } from 'node:fs/promises';
import { text as textOf } from 'node:stream/consumers';
import type { Command } from 'commander';
import { CliError } from '../cli-error';
import { EXIT, type ExitCode } from '../exit-codes';
import { examples, type App, type Session } from '../session';
import { plain } from '../terminal/plain';
import { watchJob } from './watch-job';

/** `flow`: pipelines of tasks, and the jobs that run on them. */
export function addFlow(program: Command, app: App): void {
  const flow = program
    .command('flow')
    .summary('check, store, run and watch pipelines of tasks')
    .description('A flow is a pipeline of tasks in YAML or JSON; a job is one execution of it.')
    .addHelpText(
      'after',
      examples('flow validate film.yaml', 'flow put film.yaml', 'flow run film --data \'{"n": 1}\''),
    );
  flow
    .command('validate')
    .summary('say what is wrong with a flow, and where; nothing is stored')
    .argument('<FILE>', 'flow in YAML or JSON; - reads stdin')
    .addHelpText('after', examples('flow validate film.yaml'))
    .action(app.action(validate));
  flow
    .command('put')
    .summary('store a flow; the same id makes a new version')
    .argument('<FILE>', 'flow in YAML or JSON; - reads stdin')
    .addHelpText('after', examples('flow put film.yaml'))
    .action(app.action(put));
  flow
    .command('run')
    .summary('start a job of a flow and watch it until it ends')
    .argument('<FLOW_ID>', 'a flow that is stored')
    .option('--data <json>', 'first item, a JSON object', '{}')
    .option('--slot <slot>', 'where it goes: routine, or routine.slot')
    .option('--no-watch', 'only print the id of the job')
    .addHelpText('after', examples('flow run film --data \'{"films": [{"path": "/share/a.mp4"}]}\''))
    .action(app.action(run));
  flow
    .command('watch')
    .summary('show what the routines of a job do until it ends')
    .description(
      'Shows executions, errors and waiting items of each routine. The exit code says how the job ended; Ctrl-C leaves ' +
        'it alone. With --json each line is how it is after a change.',
    )
    .argument('<JOB_ID>', 'id of the job')
    .addHelpText('after', examples('flow watch 8f14e45f-ceea-467f-a8f0-3d6f3d1a7c11'))
    .action(app.action(watchJob));
}

async function validate(session: Session, file: string): Promise<ExitCode> {
  const { gateway, terminal } = session;
  const source = await sourceOf(session, file);
  const reply = await gateway.take(gateway.http.POST('/api/flows/validate', { body: { source } }));
  const lines = Object.entries(reply.problems).map(([place, problem]) => plain(`${place}: ${problem}`));
  terminal.answer(reply, () => (reply.valid ? 'the flow is valid' : lines.join('\n')));
  return reply.valid ? EXIT.ok : EXIT.usage;
}

async function put(session: Session, file: string): Promise<void> {
  const { gateway, terminal } = session;
  const source = await sourceOf(session, file);
  const stored = await gateway.take(gateway.http.POST('/api/flows', { body: { source } }));
  terminal.answer(stored, () => `${stored.flow_id} is stored as version ${stored.version}`);
}

interface RunOptions {
  data: string;
  slot?: string;
  watch: boolean;
}

async function run(session: Session, flow_id: string, { data, slot, watch }: RunOptions): Promise<ExitCode | void> {
  const { gateway, terminal } = session;
  const body = { flow_id, slot, data: objectIn(data) as never, wait: false };
  const job = await gateway.take(gateway.http.POST('/api/jobs', { body }));
  if (watch) {
    terminal.hint(`job ${job.job_id}`);
    return watchJob(session, job.job_id);
  }
  terminal.answer(job, () => job.job_id);
}

const sourceOf = async ({ surroundings: { stdin } }: Session, file: string): Promise<string> => {
  if (file === '-') return textOf(stdin as Parameters<typeof textOf>[0]);
  return readFile(file, 'utf8').catch((error: Error) => {
    throw new CliError(`${file} cannot be read: ${error.message}`, EXIT.usage);
  });
};

function objectIn(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // said below
  }
  throw new CliError('--data is not a JSON object', EXIT.usage, 'it looks like \'{"films": []}\'');
}

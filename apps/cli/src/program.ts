import { Command, CommanderError } from 'commander';
import { addDoctor } from './doctor/doctor.command';
import { EXIT, EXIT_CODES_HELP, exitCodeOf, type ExitCode } from './exit-codes';
import { addFiles } from './files/files.command';
import { addFlow } from './flows/flow.command';
import { addAudit } from './keys/audit.command';
import { addKey } from './keys/key.command';
import { addModels } from './models/models.command';
import { addMcp } from './mcp/mcp.command';
import { addGpu } from './monitoring/gpu.command';
import { addMonitor } from './monitoring/monitor.command';
import { addWorkers } from './monitoring/workers.command';
import { App, type Surroundings } from './session';
import { addCompare } from './subtitles/compare.command';
import { addCatalog } from './tasks/catalog.command';
import { addGc } from './tasks/gc.command';
import { addLs } from './tasks/ls.command';
import { addRun } from './tasks/run.command';
import { addCancel, addResult, addRm, addStatus } from './tasks/steer.commands';
import { addSubmit } from './tasks/submit.command';
import { addWatch } from './tasks/watch.command';
import { describeError, errorAsJson } from './terminal/describe-error';

const TASKS = [addRun, addSubmit, addStatus, addWatch, addResult, addCancel, addLs, addRm, addGc, addCatalog, addFlow];
const REST = [addFiles, addModels, addCompare, addWorkers, addGpu, addMonitor, addMcp, addKey, addAudit, addDoctor];

/** Every command of `switchyard`. */
function createProgram(app: App): Command {
  const { stdout, stderr, settings } = app.surroundings;
  const program = new Command('switchyard')
    .description('Runs AI and media tasks on a Switchyard gateway.')
    .option('--url <url>', `address of the gateway (SWITCHYARD_URL; now: ${settings.switchyardUrl})`)
    .option('--json', 'answer as JSON on stdout; messages and errors go to stderr')
    .addHelpText(
      'after',
      `\nExample:\n  $ switchyard run ffmpeg.extract_audio --video-path film.mp4\n${EXIT_CODES_HELP}`,
    )
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      getOutHelpWidth: () => stdout.columns || 100,
      getErrHelpWidth: () => stderr.columns || 100,
    })
    .showHelpAfterError('(--help says more)')
    .exitOverride();
  program.commandsGroup('Tasks:');
  for (const add of TASKS) add(program, app);
  program.commandsGroup('This installation:');
  for (const add of REST) add(program, app);
  return program;
}

/** Runs one command line and gives back its exit code; nothing is thrown. */
export async function runCli(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const app = new App(surroundings);
  try {
    await createProgram(app).parseAsync(args, { from: 'user' });
    return app.exitCode;
  } catch (error) {
    return explain(error, args, surroundings);
  }
}

function explain(thrown: unknown, args: readonly string[], { stderr, settings, interrupts }: Surroundings): ExitCode {
  const error: unknown = interrupts.signal.aborted ? interrupts.signal.reason : thrown;
  const code = exitCodeOf(error);
  if (error instanceof CommanderError || code === EXIT.ok) return code; // commander has said it already
  if (code === EXIT.interrupted) stderr.write(`${error instanceof Error ? error.message : 'interrupted'}\n`);
  else if (args.includes('--json')) stderr.write(`${JSON.stringify(errorAsJson(error))}\n`);
  else stderr.write(`${describeError(error, settings.debug !== undefined)}\n`);
  return code;
}

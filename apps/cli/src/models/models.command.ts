import { isWhisper, WhisperModels, type ModelStatus, type ModelStore, type WhisperKind } from '@switchyard/models';
import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../exit-codes';
import { examples, type App, type Session } from '../session';
import { startProgress } from '../terminal/progress';
import { table, type Cell } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import { formatBytes } from '../terminal/units';
import { openModels } from './open-models';

/** `models`: the models of this machine. */
export function addModels(program: Command, app: App): void {
  const models = program
    .command('models')
    .summary('fetch, check and remove models')
    .description('Models of this machine, in MODELS_DIR (default: .switchyard/models).')
    .addHelpText('after', examples('models ls', 'models pull ppocr-v6', 'models verify'));
  models
    .command('ls')
    .description('Lists the models of the catalogue and what is here of each.')
    .addHelpText('after', examples('models ls', 'models ls --json'))
    .action(app.action(async ({ terminal, settings }) => showAll(terminal, await openModels(settings).list())));
  models
    .command('pull')
    .description('Fetches models and converts those of Whisper; what is here already is left alone.')
    .argument('<NAME...>', 'names of models')
    .option('--gpu', 'convert Whisper for whisper.cpp on a GPU, too')
    .addHelpText(
      'after',
      examples('models pull ppocr-v6 whisper-base', 'MODELS_MIRROR=/mnt/models switchyard models pull ppocr-v4'),
    )
    .action(app.action(pull));
  models
    .command('verify')
    .description('Hashes all files of a model, or of every model that is here; the exit code is 1 when one is damaged.')
    .argument('[NAME]', 'name of a model')
    .addHelpText('after', examples('models verify', 'models verify ppocr-v6'))
    .action(app.action(verify));
  models
    .command('rm')
    .description('Removes a model.')
    .argument('<NAME>', 'name of a model')
    .addHelpText('after', examples('models rm ppocr-v4'))
    .action(
      app.action(async ({ terminal, settings, signal }, name: string) => {
        await openModels(settings).remove(name, signal);
        terminal.answer({ removed: [name] }, () => `removed ${name}`);
      }),
    );
}

async function pull(session: Session, names: string[], { gpu }: { gpu?: boolean }): Promise<void> {
  const store = openModels(session.settings);
  for (const name of names) store.model(name);
  const pulled: { name: string; directory: string }[] = [];
  for (const name of names) {
    pulled.push({ name, directory: await pullOne(session, store, name) });
    if (isWhisper(store.model(name))) await convert(session, store, name, gpu ? ['onnx', 'ggml'] : ['onnx']);
  }
  session.terminal.answer({ models: pulled }, () =>
    pulled.map(({ name, directory }) => `${name}  ${directory}`).join('\n'),
  );
}

async function pullOne({ terminal, signal }: Session, store: ModelStore, name: string): Promise<string> {
  const progress = startProgress(terminal, `pulling ${name}`);
  try {
    return await store.pull(name, {
      signal,
      onProgress: (done, total, what) =>
        progress.update(done / total, `${formatBytes(done)} of ${formatBytes(total)}  ${what}`),
    });
  } finally {
    progress.stop();
  }
}

async function convert(
  { terminal, signal }: Session,
  store: ModelStore,
  name: string,
  kinds: WhisperKind[],
): Promise<void> {
  for (const kind of kinds) {
    const progress = startProgress(terminal, `converting ${name} to ${kind}`);
    try {
      const onProgress = (share: number, what: string) => progress.update(share, what);
      await new WhisperModels(store).ensure(name, { kind, signal, onProgress });
    } finally {
      progress.stop();
    }
  }
}

async function verify({ terminal, settings }: Session, name?: string): Promise<ExitCode> {
  const store = openModels(settings);
  const names = name ? [name] : (await store.list()).filter(isHere).map(({ model }) => model.name);
  const statuses = [];
  for (const each of names) statuses.push(await store.verify(each));
  if (statuses.length === 0) terminal.hint('no models are here; fetch one with: npx switchyard models pull NAME');
  showAll(terminal, statuses);
  return statuses.every(({ state }) => state === 'present') ? EXIT.ok : EXIT.failed;
}

const isHere = ({ state }: ModelStatus): boolean => state !== 'missing';

function showAll(terminal: Terminal, statuses: ModelStatus[]): void {
  const models = statuses.map(({ model, state, problem, bytes, directory }) => ({
    name: model.name,
    task: model.task,
    languages: model.languages,
    licence: model.licence,
    state,
    problem: problem ?? null,
    bytes,
    directory,
  }));
  const rows = models.map(({ name, task, state, problem, bytes, languages, licence }): Cell[] => [
    name,
    stateCell(terminal, state),
    formatBytes(bytes),
    task,
    languages.length > 4
      ? `${languages.slice(0, 3).join(', ')} and ${languages.length - 3} more`
      : languages.join(', '),
    licence,
    state === 'damaged' ? problem : '',
  ]);
  const head = ['MODEL', 'STATE', 'SIZE', 'TASK', 'LANGUAGES', 'LICENCE', 'PROBLEM'];
  const columns = rows.some((row) => row.at(-1)) ? head.length : head.length - 1;
  terminal.answer({ models }, () =>
    rows.length > 0
      ? table(
          terminal,
          head.slice(0, columns),
          rows.map((row) => row.slice(0, columns)),
        )
      : 'no models',
  );
}

function stateCell({ paint }: Terminal, state: ModelStatus['state']): Cell {
  const painters = { present: paint.green, missing: paint.dim, damaged: paint.red };
  return { text: state, paint: painters[state] };
}

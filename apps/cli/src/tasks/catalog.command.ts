import { UnreachableError, type CatalogEntry } from '@switchyard/client';
import {
  CATALOGUE,
  STANDARD_PRIORITY,
  jsonSchemaOf,
  outputSchemaOf,
  taskNamed,
  type TaskDefinition,
} from '@switchyard/contracts';
import type { Command } from 'commander';
import { examples, type App, type Session } from '../session';
import { pairs, table, type Cell } from '../terminal/table';
import type { Terminal } from '../terminal/terminal';
import { fieldRows } from './schema-fields';

/** A task of the catalogue; without a gateway, what belongs to the installation is not known. */
type Entry = Omit<CatalogEntry, 'live_workers' | 'timeout' | 'limits' | 'needs_gpu'> & {
  live_workers: number | null;
  timeout: number | null;
};

/** `catalog`: what can be run. */
export function addCatalog(program: Command, app: App): void {
  program
    .command('catalog')
    .summary('list the tasks that can be run; with a name, its input')
    .description('Lists every task with its live workers; with a name, every field of its input and output.')
    .argument('[TASK_NAME]', 'a task or one of its aliases')
    .addHelpText('after', examples('catalog', 'catalog ffmpeg.extract_audio', 'catalog ffmpeg.probe --json'))
    .action(app.action(catalog));
}

async function catalog(session: Session, name?: string): Promise<void> {
  const { terminal } = session;
  const entries = await entriesOf(session);
  if (name === undefined)
    return terminal.answer({ tasks: entries, total: entries.length }, () => listText(terminal, entries));
  const known = entries.find(({ task_name, aliases }) => [task_name, ...aliases].includes(name));
  const entry = known ?? ofTask(taskNamed(name));
  terminal.answer(entry, () => entryText(terminal, entry));
}

/** What the gateway says or, without one, what this program knows itself. */
async function entriesOf({ tasks, terminal }: Session): Promise<Entry[]> {
  try {
    return await tasks.catalog();
  } catch (error) {
    if (!(error instanceof UnreachableError)) throw error;
    terminal.note(`${error.message}: live workers are not known`);
    return CATALOGUE.map(ofTask);
  }
}

const ofTask = (task: TaskDefinition): Entry => ({
  task_name: task.name,
  aliases: [...(task.aliases ?? [])],
  service: task.service,
  description: task.description,
  device: task.device,
  priority: task.priority ?? STANDARD_PRIORITY,
  timeout: task.limits?.timeout ?? null,
  sources: task.sources ?? {},
  input: jsonSchemaOf(task.input),
  output: outputSchemaOf(task),
  live_workers: null,
  unavailable: null,
});

const listText = (terminal: Terminal, entries: Entry[]): string =>
  table(
    terminal,
    ['TASK', 'WORKERS', 'DESCRIPTION'],
    entries.map((entry) => [entry.task_name, workersCell(terminal, entry), entry.description]),
  );

function workersCell({ paint }: Terminal, { live_workers, unavailable }: Entry): Cell {
  if (unavailable !== null) return { text: 'unavailable', paint: paint.yellow };
  if (live_workers === null) return null;
  return { text: String(live_workers), paint: live_workers > 0 ? paint.green : paint.yellow };
}

function entryText(terminal: Terminal, entry: Entry): string {
  const facts: Record<string, Cell> = {
    task: entry.task_name,
    does: entry.description,
    service: entry.service,
    device: entry.device,
    'time limit': entry.timeout === null ? 'that of the installation' : `${entry.timeout} s`,
    workers: workersCell(terminal, entry),
  };
  if (entry.aliases.length > 0) facts['aliases'] = entry.aliases.join(', ');
  const input = table(
    terminal,
    ['INPUT', 'TYPE', 'DEFAULT', 'LIMITS', 'MEANING'],
    fieldRows(entry.input, entry.sources),
  );
  const output = fieldRows(entry.output, {}).map(([field, type, , , meaning]) => [
    field ?? '',
    type ?? '',
    meaning ?? '',
  ]);
  return [pairs(terminal, facts), input, table(terminal, ['OUTPUT', 'TYPE', 'MEANING'], output)].join('\n\n');
}

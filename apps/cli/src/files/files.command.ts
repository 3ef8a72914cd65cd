import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Command } from 'commander';
import { CliError } from '../cli-error';
import { EXIT, exitCodeOf } from '../exit-codes';
import { examples, type App, type Session } from '../session';
import { table } from '../terminal/table';
import { formatAge, formatBytes } from '../terminal/units';
import { downloadWithProgress, targetOf } from './download';
import { uploadWithProgress } from './upload';

/** `files`: what is on the share. */
export function addFiles(program: Command, app: App): void {
  const files = program
    .command('files')
    .summary('put files on the share, get and list them')
    .description('Files of the shared storage: inputs go there, outputs come from there.')
    .addHelpText(
      'after',
      examples('files put film.mp4', 'files get /share/uploads/1/film.mp4 -o copy.mp4', 'files ls /share/uploads/'),
    );
  addPut(files, app);
  addGet(files, app);
  addList(files, app);
  addRemove(files, app);
}

function addPut(files: Command, app: App): void {
  files
    .command('put')
    .description('Uploads files and prints the path of each on the share.')
    .argument('<PATH...>', 'files of this machine')
    .addHelpText('after', examples('files put film.mp4', 'files put *.wav --json'))
    .action(
      app.action(async (session, paths: string[]) => {
        for (const path of paths) await requireFile(path);
        const uploads = [];
        for (const path of paths) {
          const upload = await uploadWithProgress(session, path);
          uploads.push(upload);
          if (!session.terminal.json) session.terminal.print(upload.path);
        }
        if (session.terminal.json) session.terminal.printJson({ files: uploads });
      }),
    );
}

function addGet(files: Command, app: App): void {
  files
    .command('get')
    .description('Fetches a file of the share; of a directory every file in it.')
    .argument('<SHARE_PATH>', 'for example /share/uploads/1/film.mp4')
    .option('-o, --output <path>', 'file or directory to write to, or - for stdout (default: its name, here)')
    .addHelpText('after', examples('files get /share/uploads/1/film.mp4', 'files get uploads/1/a.srt -o - | head'))
    .action(app.action(get));
}

async function get(session: Session, sharePath: string, { output }: { output?: string }): Promise<void> {
  if (output === '-') return toStdout(session, sharePath);
  const whole = sharePath.replace(/(?<!\/)\/+$/, '');
  const target = await targetOf(whole, output);
  const fetched = await getFile(session, whole, target).catch(async (error: unknown) => {
    if (exitCodeOf(error) !== EXIT.notFound) throw error;
    const inside = await session.files.list(`${whole}/`);
    if (inside.length === 0) throw error;
    return Promise.all(inside.map(async ({ path }) => getOne(session, path, join(target, below(whole, path)))));
  });
  session.terminal.answer({ files: fetched }, () =>
    fetched.map(({ file, size }) => `${file}  ${formatBytes(size)}`).join('\n'),
  );
}

const getFile = async (session: Session, sharePath: string, target: string) => [
  await getOne(session, sharePath, target),
];

const getOne = async (session: Session, path: string, file: string) => ({
  path,
  file,
  size: await downloadWithProgress(session, path, file),
});

/** The path of a file from a directory it is in; both are of the share. */
function below(directory: string, path: string): string {
  const start = directory.startsWith('/share') ? directory : posix.join('/share', directory);
  return posix.relative(start, path);
}

async function toStdout({ files, surroundings }: Session, sharePath: string): Promise<void> {
  const { body } = await files.download(sharePath);
  for await (const chunk of body) {
    if (!surroundings.stdout.write(chunk)) await once(surroundings.stdout, 'drain');
  }
}

function addList(files: Command, app: App): void {
  files
    .command('ls')
    .description('Lists the files whose path begins with a prefix.')
    .argument('[PREFIX]', 'for example /share/uploads/')
    .addHelpText('after', examples('files ls', 'files ls /share/workflows/my-film/', 'files ls --json'))
    .action(
      app.action(async ({ files: api, terminal }, prefix?: string) => {
        const found = await api.list(prefix);
        const rows = found.map(({ path, size, modified_at }) => [
          path,
          formatBytes(size),
          modified_at ? formatAge(modified_at) : null,
        ]);
        terminal.answer({ files: found }, () =>
          rows.length > 0 ? table(terminal, ['PATH', 'SIZE', 'CHANGED'], rows) : 'no files',
        );
      }),
    );
}

function addRemove(files: Command, app: App): void {
  files
    .command('rm')
    .description('Removes uploaded files; one that is gone already is no error. Outputs go with their task.')
    .argument('<SHARE_PATH...>', 'for example /share/uploads/1/film.mp4')
    .addHelpText('after', examples('files rm /share/uploads/1/film.mp4'))
    .action(
      app.action(async ({ files: api, terminal }, paths: string[]) => {
        for (const path of paths) await api.remove(path);
        terminal.answer({ removed: paths }, () => paths.map((path) => `removed ${path}`).join('\n'));
      }),
    );
}

async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new CliError(`${path} does not exist on this machine`, 3);
  if (!found.isFile()) throw new CliError(`${path} is not a file`, 2, 'a directory is put file by file: PATH/*');
}

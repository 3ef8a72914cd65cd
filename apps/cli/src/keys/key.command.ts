import { userInfo } from 'node:os';
import { SCOPES, isExpired, type ApiKey, type ChangedLimits, type KeyLimits, type Scope } from '@switchyard/api-keys';
import { InvalidArgumentError, type Command } from 'commander';
import { CliError } from '../cli-error';
import { examples, type App, type Session } from '../session';
import { table, type Cell } from '../terminal/table';
import { formatAge, parseAge, parseBytes, parseCount } from '../terminal/units';
import { withKeys } from './open-keys';

/** How much, or `none` where a limit is taken away. */
interface LimitOptions<T = number | 'none'> {
  maxQueued?: T;
  maxRunning?: T;
  maxBytes?: T;
}

interface CreateOptions extends LimitOptions<number> {
  scope: Scope[];
  expires?: number;
  rate?: number;
  all: boolean;
  signCallbacks: boolean;
}

/** `key`: API keys; they are kept in Redis, which these commands speak to themselves. */
export function addKey(program: Command, app: App): void {
  const key = program
    .command('key')
    .summary('make, list and revoke API keys')
    .description('API keys. These commands speak to Redis themselves: give them REDIS_URL as the gateway has it.')
    .addHelpText('after', examples('key create laptop --scope submit,read', 'key ls', 'key revoke 3f9a1c2b'));
  key
    .command('create')
    .summary('make a key and print it, once')
    .description(
      'Makes a key and prints it. Only its hash is kept, so it cannot be shown again. From the first key on, every ' +
        'gateway asks for a key.',
    )
    .argument('NAME', 'what it is for')
    .requiredOption('--scope <scopes>', `what it may do: ${SCOPES.join(', ')}; several with commas`, parseScopes)
    .option('--expires <age>', 'after which time it ends: 12h, 30d', parseAge)
    .option('--all', 'it sees the tasks and files of every key, not only its own', false)
    .option('--max-queued <n>', 'tasks that may wait; more are refused with 429', parseCount)
    .option('--max-running <n>', 'tasks that may run at the same time; more wait', parseCount)
    .option('--max-bytes <n>', 'bytes of its uploads', parseBytes)
    .option(
      '--sign-callbacks',
      'make a secret that signs the callbacks of its tasks, instead of CALLBACK_SECRET',
      false,
    )
    .option('--rate <n>', 'requests to one route in a minute, instead of RATE_LIMIT of the gateway', parseCount)
    .addHelpText('after', examples('key create ci --scope submit,read --expires 90d', 'key create me --scope admin'))
    .action(app.action(create));
  key
    .command('limit')
    .summary('change what a key may have; what is not named stays')
    .argument('ID', 'as `key ls` shows it')
    .option('--max-queued <n>', 'tasks that may wait, or `none` for no limit', orNone(parseCount))
    .option('--max-running <n>', 'tasks that may run at the same time, or `none`', orNone(parseCount))
    .option('--max-bytes <n>', 'bytes of its uploads, or `none`', orNone(parseBytes))
    .addHelpText('after', examples('key limit 3f9a1c2b --max-queued 10000 --max-running none'))
    .action(app.action(limit));
  key
    .command('ls', { isDefault: true })
    .summary('list the keys')
    .addHelpText('after', examples('key ls', 'key ls --json'))
    .action(app.action(list));
  key
    .command('revoke')
    .summary('end a key; within a second no gateway takes it')
    .argument('ID', 'as `key ls` shows it')
    .addHelpText('after', examples('key revoke 3f9a1c2b'))
    .action(app.action(revoke));
}

async function create(session: Session, name: string, options: CreateOptions): Promise<void> {
  const { scope, expires, rate, all, signCallbacks } = options;
  const expires_at = expires === undefined ? null : new Date(Date.now() + expires).toISOString();
  const wanted = { name, scopes: scope, sees_all: all, expires_at, rate_limit: rate, ...limitsOf(options) };
  const { key, text, secret } = await withKeys(session, async (keys, audit) => {
    const made = await keys.create(wanted);
    await audit.write({ actor: actor(), action: 'key.create', target: made.key.id, result: scope.join(', ') });
    return { ...made, secret: signCallbacks ? await keys.newCallbackSecret(made.key.id) : null };
  });
  session.terminal.answer({ ...key, key: text, callback_secret: secret }, () => text);
  if (secret !== null) session.terminal.hint(`callbacks of its tasks are signed with ${secret}`);
  session.terminal.hint(`key ${key.id} (${scope.join(', ')}); keep it now, it is not shown again`);
}

async function limit(session: Session, id: string, options: LimitOptions): Promise<void> {
  const named = Object.entries(limitsOf(options));
  const limits: ChangedLimits = Object.fromEntries(named.map(([name, most]) => [name, most === 'none' ? null : most]));
  const key = await withKeys(session, async (keys, audit) => {
    const changed = await keys.limit(id, limits);
    if (!changed) throw noKey(id);
    await audit.write({ actor: actor(), action: 'key.limit', target: id, result: JSON.stringify(limits) });
    return changed;
  });
  session.terminal.answer({ ...key }, () => `key ${id} may have ${limitsText(key)}`);
}

/** Without those that are not named. */
const limitsOf = <T>({ maxQueued, maxRunning, maxBytes }: LimitOptions<T>): { [Name in keyof KeyLimits]: T } => ({
  ...(maxQueued === undefined ? {} : { most_queued: maxQueued }),
  ...(maxRunning === undefined ? {} : { most_running: maxRunning }),
  ...(maxBytes === undefined ? {} : { most_bytes: maxBytes }),
});

const orNone =
  (parse: (text: string) => number) =>
  (text: string): number | 'none' =>
    text === 'none' ? text : parse(text);

const limitsText = ({ most_queued, most_running, most_bytes }: KeyLimits): string =>
  [
    `${most_queued ?? 'any number of'} tasks waiting`,
    `${most_running ?? 'any number of'} running`,
    `${most_bytes ?? 'any number of'} bytes of files`,
  ].join(', ');

const noKey = (id: string): CliError => new CliError(`there is no key ${id}`, 3, '`switchyard key ls` lists them');

async function list(session: Session): Promise<void> {
  const [stored, uses] = await withKeys(session, (keys) => Promise.all([keys.all(), keys.uses()]));
  const keys = stored.map(({ hash: _hash, ...key }) => ({ ...key, last_used_at: uses.get(key.id) ?? null }));
  session.terminal.answer({ keys }, () =>
    keys.length > 0
      ? table(session.terminal, ['ID', 'NAME', 'SCOPES', 'SEES', 'MADE', 'EXPIRES', 'USED'], keys.map(rowOf))
      : 'there are no keys: gateways answer programs of their own machine only',
  );
}

async function revoke(session: Session, id: string): Promise<void> {
  const left = await withKeys(session, async (keys, audit) => {
    if (!(await keys.revoke(id))) throw noKey(id);
    await audit.write({ actor: actor(), action: 'key.revoke', target: id, result: 'revoked' });
    return (await keys.all()).length;
  });
  session.terminal.answer({ id, revoked: true }, () => `key ${id} is revoked`);
  if (left === 0) session.terminal.hint('no key is left: a gateway on loopback answers every program of its machine');
}

const rowOf = (key: ApiKey & { last_used_at: string | null }): Cell[] => [
  key.id,
  key.name,
  key.scopes.join(', '),
  key.sees_all || key.scopes.includes('admin') ? 'everything' : 'its own',
  formatAge(key.created_at),
  key.expires_at === null ? 'never' : isExpired(key, Date.now()) ? 'expired' : key.expires_at.slice(0, 16),
  key.last_used_at === null ? 'never' : formatAge(key.last_used_at),
];

/** As the audit log names who uses the command line; in a container the user has a number and no name. */
function actor(): string {
  try {
    return `cli:${userInfo().username}`;
  } catch {
    return `cli:${process.getuid?.() ?? 'unknown'}`;
  }
}

function parseScopes(text: string): Scope[] {
  const words = [...new Set(text.split(',').map((word) => word.trim()))];
  const wrong = words.find((word) => !(SCOPES as readonly string[]).includes(word));
  if (wrong !== undefined) throw new InvalidArgumentError(`"${wrong}" is none of ${SCOPES.join(', ')}.`);
  return words as Scope[];
}

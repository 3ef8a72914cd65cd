import { hostname } from 'node:os';
import { parseArgs } from 'node:util';
import { ConfigError, loadConfig, variableOf } from '@switchyard/config';
import { fieldsOf, validateText } from '@switchyard/contracts';
import { Agent } from './agent';
import { AgentSettings } from './agent.settings';
import { log } from './log';
import { homeOf, statusText } from './status';

const FIELDS = Object.entries(fieldsOf(AgentSettings));
/** `agentIdleAfter` → `idle-after` */
const optionOf = (field: string): string =>
  field.replace(/^agent/, '').replace(/[A-Z]/g, (letter, at) => `${at > 0 ? '-' : ''}${letter.toLowerCase()}`);

const USAGE = [
  'node-agent --server URL --key KEY     lends the idle time of this machine',
  'node-agent status                     says what it does and why',
  '',
  ...FIELDS.map(([field, { description, unit }]) => {
    const about = unit ? `${description} (${unit})` : description;
    return `  --${optionOf(field).padEnd(12)} ${about} [${variableOf(field)}]`;
  }),
  '',
].join('\n');

/** The environment says what no option says. */
function settingsOf(values: Record<string, string | boolean | undefined>): AgentSettings {
  const given = FIELDS.flatMap(([field]) => {
    const value = values[optionOf(field)];
    return value === undefined ? [] : [[field, String(value)] as const];
  });
  const checked = validateText(AgentSettings, {
    ...loadConfig(AgentSettings),
    ...(Object.fromEntries(given) as object),
  });
  if (checked.ok) return checked.value;
  const problems = Object.entries(checked.problems).map(([field, word]) => [`--${optionOf(field)}`, word]);
  throw new ConfigError(Object.fromEntries(problems) as Record<string, string>);
}

async function main(args: string[]): Promise<void> {
  const options = Object.fromEntries(
    FIELDS.map(([field, { type }]) => [optionOf(field), { type: type === 'boolean' ? type : 'string' } as const]),
  );
  const { values, positionals } = parseArgs({
    args,
    options: { ...options, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  if (values['help']) return void process.stdout.write(USAGE);
  const settings = settingsOf(values);
  const [command, ...more] = positionals;
  if (command === 'status' && more.length === 0)
    return void process.stdout.write(`${statusText(homeOf(settings.agentHome))}\n`);
  if (command !== undefined) throw new ConfigError({ [command]: 'is not a command; --help lists them' });
  const agent = new Agent(settings.agentId ?? nodeName(), settings);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => {
      log('agent.ending', { signal });
      agent.stop();
    });
  await agent.run();
}

const nodeName = (): string =>
  hostname()
    .replace(/[^A-Za-z0-9._-]/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 64) || 'node';

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

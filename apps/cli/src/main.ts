import { ConfigError, loadConfig } from '@switchyard/config';
import { CliSettings } from './cli-settings';
import { EXIT } from './exit-codes';
import { Interrupts } from './interrupts';
import { runCli } from './program';

async function main(): Promise<number> {
  const settings = readSettings();
  if (!settings) return EXIT.usage;
  const interrupts = new Interrupts();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interrupts.interrupt());
  // In `switchyard ls | head`, `head` ends first. That is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.failed),
  );
  const { stdin, stdout, stderr } = process;
  return runCli(process.argv.slice(2), { settings, stdin, stdout, stderr, interrupts });
}

function readSettings(): CliSettings | undefined {
  try {
    return loadConfig(CliSettings);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`error: ${error.message}\n`);
    return undefined;
  }
}

// Sockets that are kept alive would hold the process for seconds; what was written goes out first.
void main().then((code) => process.stdout.write('', () => process.exit(code)));

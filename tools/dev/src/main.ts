import { constants } from 'node:os';
import { GatewayError } from '@switchyard/client';
import { devDown, devUp, keep } from './background';
import { demo } from './demo/demo';
import { dub } from './dub/dub';
import { loadDevSettings } from './dev-settings';
import { flows } from './flows/flows-demo';
import { nodes } from './nodes/nodes';
import { startApp, stopApp } from './single-app';

/** A signal, such as Ctrl-C, asked this process to end. */
class InterruptedError extends Error {
  constructor(readonly signalName: NodeJS.Signals) {
    super(`stopped by ${signalName}`);
  }

  /** As a shell says it: 130 after Ctrl-C. */
  get exitCode(): number {
    return 128 + constants.signals[this.signalName];
  }
}

type Command = (signal: AbortSignal, app: string) => Promise<void>;

const COMMANDS: Readonly<Record<string, Command>> = {
  demo: (signal) => demo(loadDevSettings(), signal),
  dub: (signal) => dub(loadDevSettings(), signal),
  flow: (signal) => flows(loadDevSettings(), signal),
  nodes: (signal) => nodes(loadDevSettings(), signal),
  up: (signal) => devUp(loadDevSettings(), signal),
  keep: (signal) => keep(loadDevSettings(), signal),
  down: devDown,
  start: (signal, app) => startApp(app, signal),
  stop: (_signal, app) => stopApp(app),
};

async function main(name: string, app: string): Promise<number> {
  const command = COMMANDS[name];
  if (!command) {
    process.stderr.write(`usage: main.js ${Object.keys(COMMANDS).join(' | ')}\n`);
    return 2;
  }
  const stop = new AbortController();
  for (const signalName of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signalName, () => stop.abort(new InterruptedError(signalName)));
  }
  // The reader of our output has ended, as in `make demo | head`.
  process.stdout.on('error', (error) => stop.abort(error));
  try {
    await command(stop.signal, app);
    return 0;
  } catch (error) {
    const shown: unknown = stop.signal.aborted ? stop.signal.reason : error;
    process.stderr.write(`\n${messageOf(shown)}\n`);
    return shown instanceof InterruptedError ? shown.exitCode : 1;
  }
}

function messageOf(error: unknown): string {
  if (error instanceof GatewayError) return `${error.code}: ${error.message} (${JSON.stringify(error.details ?? {})})`;
  return error instanceof Error ? error.message : String(error);
}

// Sockets that are kept alive would hold the process for seconds.
void main(process.argv[2] ?? '', process.argv[3] ?? '').then((code) => process.exit(code));

import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '@switchyard/processes';
import { PLACES, ROOT, type DevSettings } from './dev-settings';
import { fetchModels } from './models';
import { DevSystem } from './system/dev-system';
import { forwardPort, freePort } from './system/ports';
import { RunFile, type RunningSystem } from './system/run-file';

const POLL_MS = 100;
/** Longer than the keeper itself takes in the worst case. */
const STOP_TIMEOUT_MS = 40_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `make dev-up`: starts a keeper in the background and waits until its system is ready. */
export async function devUp(settings: DevSettings, signal: AbortSignal): Promise<void> {
  const runFile = new RunFile(PLACES.runFile);
  const running = runFile.running();
  if (running) return say(`it runs already\n${described(running)}`);
  await fetchModels(settings, signal);
  mkdirSync(PLACES.logs, { recursive: true });
  const logFile = join(PLACES.logs, 'keeper.log');
  const log = openSync(logFile, 'w');
  const keeper = spawn(process.execPath, [join(__dirname, 'main.js'), 'keep'], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', log, log],
  });
  keeper.unref();
  signal.addEventListener('abort', () => keeper.kill('SIGTERM'), { once: true });
  while (keeper.exitCode === null && keeper.signalCode === null) {
    const system = runFile.running();
    if (system?.url) return say(described(system));
    await sleep(POLL_MS);
  }
  signal.throwIfAborted();
  throw new Error(readFileSync(logFile, 'utf8').trim() || `the system did not start; see ${PLACES.logs}`);
}

/** The process in the background: holds the system until it is asked to end or a part of it dies. */
export async function keep(settings: DevSettings, signal: AbortSignal): Promise<void> {
  const system = new DevSystem(settings, 'dev-up', await fetchModels(settings, signal));
  await system.start(signal);
  const page = await forwardPort(await freePort(settings.devPagePort), Number(new URL(system.url).port));
  const asked = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  try {
    await Promise.race([asked, system.watch()]);
  } finally {
    page.close();
    await system.stop();
  }
}

/** `make dev-down`: ends the keeper, which ends its system in order; then what may be left. */
export async function devDown(): Promise<void> {
  const runFile = new RunFile(PLACES.runFile);
  const system = runFile.running();
  if (system) {
    process.kill(system.keeper.pid, 'SIGTERM');
    const deadline = performance.now() + STOP_TIMEOUT_MS;
    while (isAlive(system.keeper) && performance.now() < deadline) await sleep(POLL_MS);
    if (isAlive(system.keeper)) process.kill(system.keeper.pid, 'SIGKILL');
  }
  const left = await runFile.endLeftovers();
  runFile.remove();
  say(system || left.length > 0 ? 'stopped' : 'nothing runs');
}

/** First the one address that everything can be reached from. */
const described = ({ url, redisUrl, processes }: RunningSystem): string =>
  [
    `open       ${url ?? 'not ready yet'}`,
    '',
    `catalogue  ${url ?? ''}/v1/tasks/catalog`,
    `redis      ${redisUrl ?? 'not ready yet'}`,
    `processes  ${processes.map(({ name, pid }) => `${name} ${pid}`).join(', ')}`,
    `logs       ${PLACES.logs}`,
    'stop it with: make dev-down',
  ].join('\n');

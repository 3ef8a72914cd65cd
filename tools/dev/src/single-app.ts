import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '@switchyard/processes';
import { PLACES, ROOT } from './dev-settings';
import { childEnvironment } from './system/child-environment';
import { ManagedProcess } from './system/managed-process';
import { RunFile } from './system/run-file';

const POLL_MS = 100;
/** A node agent listens on no port. */
const READY = /"event":"(http\.listening|agent\.started)"/;
/** Longer than workers drain by default. */
const STOP_TIMEOUT_MS = 40_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const runFileOf = (app: string): RunFile => new RunFile(join(PLACES.home, 'run', `${app}.json`));

/**
 * `make run-…`: one app in the background, with the settings of the environment. Without REDIS_URL it joins the system of
 * `make dev-up` where that runs.
 */
export async function startApp(app: string, signal: AbortSignal): Promise<void> {
  const main = join(ROOT, 'apps', app, 'dist', 'main.js');
  if (!existsSync(main)) throw new Error(`there is no app ${app}; there are ${apps().join(', ')}`);
  const running = runFileOf(app).running();
  if (running) return say(`${app} runs already (process ${running.keeper.pid})`);
  const logFile = join(PLACES.logs, `${app}.log`);
  const started = ManagedProcess.start({
    ...{ name: app, command: process.execPath, args: [main], cwd: ROOT, logFile },
    env: childEnvironment(placesAndPorts()),
  });
  if (started.identity) runFileOf(app).write({ keeper: started.identity, startedBy: 'alone', processes: [] });
  await Promise.race([started.watch(), until(() => READY.test(readFileSync(logFile, 'utf8')), signal)]);
  say(`${app} runs as process ${started.identity?.pid}; its log: ${logFile}`);
}

/** `make stop-…`: SIGTERM, so that its tasks end or go back to their queue; SIGKILL when that takes too long. */
export async function stopApp(app: string): Promise<void> {
  const runFile = runFileOf(app);
  const running = runFile.running();
  if (!running) return say(`${app} does not run`);
  process.kill(running.keeper.pid, 'SIGTERM');
  const deadline = performance.now() + STOP_TIMEOUT_MS;
  while (isAlive(running.keeper) && performance.now() < deadline) await sleep(POLL_MS);
  if (isAlive(running.keeper)) process.kill(running.keeper.pid, 'SIGKILL');
  runFile.remove();
  say(`${app} stopped`);
}

async function until(holds: () => boolean, signal: AbortSignal): Promise<void> {
  while (!holds()) await sleep(POLL_MS, undefined, { signal });
}

/** What the environment says of places and ports, else what a running system says of itself. */
function placesAndPorts(): Record<string, string> {
  const system = new RunFile(PLACES.runFile).running();
  const { REDIS_URL, SHARE_ROOT, MODELS_DIR, PROBE_HOST, PROBE_PORT, AGENT_SERVER, AGENT_HOME } = process.env;
  const known = {
    REDIS_URL: REDIS_URL ?? system?.redisUrl,
    SHARE_ROOT: SHARE_ROOT ?? (system && PLACES.share),
    MODELS_DIR: MODELS_DIR ?? (system && PLACES.models),
    // A running system has its gateway on PORT already.
    PORT: system ? undefined : process.env.PORT,
    ...{ PROBE_HOST, PROBE_PORT, AGENT_SERVER: AGENT_SERVER ?? system?.url },
    AGENT_HOME: AGENT_HOME ?? join(PLACES.home, 'node-agent'),
  };
  return Object.fromEntries(Object.entries(known).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

const apps = (): string[] =>
  readdirSync(join(ROOT, 'apps')).filter((app) => existsSync(join(ROOT, 'apps', app, 'dist', 'main.js')));

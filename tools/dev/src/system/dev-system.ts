import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SwitchyardClient } from '@switchyard/client';
import { identify, signalGroup } from '@switchyard/processes';
import { PLACES, ROOT, type DevSettings } from '../dev-settings';
import type { ModelSettings } from '../models';
import { storeFlows } from '../flows/example-flows';
import { childEnvironment } from './child-environment';
import { ManagedProcess } from './managed-process';
import { freePort, redisAnswers } from './ports';
import { RunFile, type RunningSystem } from './run-file';

/** The workers that are started, by app, with the service each one serves. */
const WORKERS = {
  'ffmpeg-worker': 'ffmpeg',
  'ocr-worker': 'paddleocr',
  'subtitle-worker': 'wservice',
  'whisper-worker': 'faster_whisper',
  'inpainting-worker': 'inpainting',
  'llm-worker': 'llm',
  'tts-worker': 'tts',
  'pyannote-worker': 'pyannote_audio',
  'audio-separator-worker': 'audio_separator',
} as const;

/** Its models are at a hub only, and large: the system works without it. */
const WITHOUT_MODEL: string = WORKERS['audio-separator-worker'];

const REDIS_FILE = 'switchyard.conf';
const REDIS_MEMORY = '1gb';
const POLL_MS = 50;
const READY_TIMEOUT_MS = 60_000;
/** Workers drain for a moment; Redis writes its files. */
const STOP_GRACE_MS = 10_000;

/** Another keeper looks after `.switchyard` already. */
export class SystemRunningError extends Error {
  constructor(readonly system: RunningSystem) {
    super(`a system is already running here (process ${system.keeper.pid}); end it with: make dev-down`);
  }
}

/** Redis, the gateway, the monitor, a flow engine and the workers as children of this process. */
export class DevSystem {
  private readonly processes: ManagedProcess[] = [];
  private readonly runFile = new RunFile(PLACES.runFile);
  private stopped?: Promise<void>;
  url = '';
  redisUrl = '';

  constructor(
    private readonly settings: DevSettings,
    private readonly startedBy: RunningSystem['startedBy'],
    /** The models that are here; a worker without its model is not ready. Without this no worker is started. */
    private readonly models?: ModelSettings,
  ) {}

  /** Starts every part and waits until each is ready; after a failure nothing is left running. */
  async start(signal: AbortSignal): Promise<void> {
    const other = this.runFile.running();
    if (other) throw new SystemRunningError(other);
    await this.runFile.endLeftovers();
    process.once('exit', this.killAll);
    for (const place of [PLACES.redis, PLACES.share, PLACES.models]) mkdirSync(place, { recursive: true });
    try {
      await this.startParts(signal);
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Rejects when one of the parts ends on its own. */
  watch(): Promise<never> {
    return Promise.race(this.processes.map((process) => process.watch()));
  }

  /** Ends the parts in the reverse order of their start. */
  stop(): Promise<void> {
    this.stopped ??= this.stopParts();
    return this.stopped;
  }

  private async startParts(signal: AbortSignal): Promise<void> {
    const redisPort = await freePort(this.settings.devRedisPort);
    const password = randomBytes(24).toString('hex');
    this.redisUrl = `redis://:${password}@127.0.0.1:${redisPort}`;
    this.startRedis(redisPort, password);
    await this.until('redis', () => redisAnswers(redisPort, password), signal);
    const port = await freePort(this.settings.port);
    const url = `http://127.0.0.1:${port}`;
    this.startApp('api-gateway', { HOST: '127.0.0.1', PORT: String(port) });
    this.startApp('monitor', { PROBE_PORT: '0' });
    this.startApp('flow-engine', { PROBE_PORT: '0' });
    const workers = this.models ? Object.entries(WORKERS) : [];
    for (const [app] of workers) this.startApp(app, { PROBE_PORT: '0', ...this.models });
    const gateway = new SwitchyardClient(url, { signal });
    await this.until('the gateway', () => gateway.isReady(), signal);
    await this.until('the monitor', () => isMonitored(gateway), signal);
    const areServed = (live: ReadonlySet<string>): boolean =>
      workers.every(([, service]) => service === WITHOUT_MODEL || live.has(service));
    await this.until('the workers', async () => areServed(await liveServices(gateway)), signal);
    await storeFlows(gateway);
    this.url = url;
    this.note();
  }

  /** A file, because other users can read arguments; `dir .`, because Redis would split a path at its spaces. */
  private startRedis(port: number, password: string): void {
    const memory = { maxmemory: REDIS_MEMORY, 'maxmemory-policy': 'noeviction' };
    const options = {
      port,
      bind: '127.0.0.1',
      dir: '.',
      appendonly: 'yes',
      save: '""',
      requirepass: password,
      ...memory,
    };
    const lines = Object.entries(options).map(([name, value]) => `${name} ${value}\n`);
    const file = join(PLACES.redis, REDIS_FILE);
    rmSync(file, { force: true });
    writeFileSync(file, lines.join(''), { mode: 0o600 });
    this.launch('redis', 'redis-server', [REDIS_FILE], PLACES.redis, {});
  }

  private startApp(app: string, extra: Record<string, string>): void {
    const env = {
      REDIS_URL: this.redisUrl,
      SHARE_ROOT: PLACES.share,
      MODELS_DIR: PLACES.models,
      CALLBACK_ALLOW: this.settings.callbackAllow.join(','),
      ...extra,
    };
    this.launch(app, process.execPath, [join(ROOT, 'apps', app, 'dist', 'main.js')], ROOT, env);
  }

  private launch(name: string, command: string, args: string[], cwd: string, extra: Record<string, string>): void {
    const logFile = join(PLACES.logs, `${name}.log`);
    const process_ = ManagedProcess.start({ name, command, args, cwd, env: childEnvironment(extra), logFile });
    this.processes.push(process_);
    this.note();
  }

  /** Asks again until the answer is yes; a part that ends meanwhile is the failure. */
  private async until(what: string, ready: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
    const deadline = performance.now() + READY_TIMEOUT_MS;
    const died = this.watch();
    died.catch(() => undefined);
    while (!(await Promise.race([ready(), died]))) {
      if (performance.now() > deadline) throw new Error(`${what} did not get ready; see the logs in ${PLACES.logs}`);
      await Promise.race([sleep(POLL_MS, undefined, { signal }), died]);
    }
    signal.throwIfAborted();
  }

  private note(): void {
    const keeper = identify(process.pid);
    if (!keeper) return;
    const processes = this.processes.flatMap(({ spec, identity }) =>
      identity ? [{ name: spec.name, ...identity }] : [],
    );
    const urls = this.url ? { url: this.url, redisUrl: this.redisUrl } : {};
    this.runFile.write({ keeper, startedBy: this.startedBy, processes, ...urls });
  }

  private async stopParts(): Promise<void> {
    const [redis, gateway, ...others] = this.processes;
    await Promise.all(others.map((other) => other.stop(STOP_GRACE_MS)));
    await gateway?.stop(STOP_GRACE_MS);
    await redis?.stop(STOP_GRACE_MS);
    this.runFile.remove();
    process.off('exit', this.killAll);
  }

  /** Ends all processes, also when this one exits after an unexpected error. */
  private readonly killAll = (): void => {
    for (const { identity } of this.processes) if (identity) signalGroup(identity, 'SIGKILL');
  };
}

/** Whether a monitor lives; its checks may be turned off. */
async function isMonitored(gateway: SwitchyardClient): Promise<boolean> {
  return (await gateway.take(gateway.http.GET('/api/v1/monitoring/monitor/health'))).status !== 'critical';
}

/** The services that have a live worker. */
async function liveServices({ tasks }: SwitchyardClient): Promise<Set<string>> {
  return new Set((await tasks.catalog()).filter(({ live_workers }) => live_workers > 0).map(({ service }) => service));
}

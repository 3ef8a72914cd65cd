import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { CATALOGUE, type ServiceName } from '@switchyard/contracts';
import { ApiClient } from './api-client';
import { AppProcess } from './app-process';
import { TestRedis, freePort } from './redis-server';
import { waitFor } from './wait-for';

/** The app whose workers serve a service. */
export const WORKER_APPS: Record<ServiceName, string> = {
  ffmpeg: 'ffmpeg-worker',
  faster_whisper: 'whisper-worker',
  paddleocr: 'ocr-worker',
  wservice: 'subtitle-worker',
  inpainting: 'inpainting-worker',
  llm: 'llm-worker',
  tts: 'tts-worker',
  pyannote_audio: 'pyannote-worker',
  audio_separator: 'audio-separator-worker',
};

/** Times short enough for tests; the mechanisms are the real ones. */
const SHORT_TIMES = {
  HEARTBEAT_INTERVAL: '0.25',
  HEARTBEAT_TIMEOUT: '1.5',
  MONITOR_INTERVAL: '0.3',
  LEADER_TTL: '2',
  FLOW_LEASE: '1',
  RETRY_BACKOFF: '0.1',
  DRAIN_TIMEOUT: '2',
  LOG_LEVEL: 'info',
  CALLBACK_ALLOW: '127.0.0.1',
  INPUT_ALLOW: '127.0.0.1',
  CALLBACK_DELAYS: '0.2,0.5,1,2,5',
};

/** A whole installation of its own: Redis, gateway, workers, shared directory, all real processes. */
export class TestSystem {
  readonly processes: AppProcess[] = [];

  private constructor(
    readonly redis: TestRedis,
    readonly directory: string,
    private readonly port: number,
    private readonly env: Record<string, string>,
  ) {}

  static async start(services: ServiceName[], env: Record<string, string> = {}): Promise<TestSystem> {
    const directory = mkdtempSync(join(tmpdir(), 'switchyard-e2e-'));
    mkdirSync(join(directory, 'share'));
    const system = new TestSystem(await TestRedis.start(), directory, await freePort(), env);
    try {
      await system.startGateway();
      system.startMonitor();
      for (const service of services) system.startWorker(service);
      await Promise.all(services.map((service) => system.untilServed(service)));
    } catch (error) {
      const logs = system.processes.map(({ app, log }) => `--- ${app}\n${log}`).join('\n');
      await system.stop();
      throw new Error(`the system did not start: ${String(error)}\n${logs}`, { cause: error });
    }
    return system;
  }

  get api(): ApiClient {
    return new ApiClient(`http://127.0.0.1:${this.port}`);
  }

  get share(): string {
    return join(this.directory, 'share');
  }

  async startGateway(env: Record<string, string> = {}, wrapper?: string[]): Promise<AppProcess> {
    const gateway = this.spawn('api-gateway', { PORT: String(this.port), ...env }, wrapper);
    await waitFor('the gateway', async () => {
      if (!gateway.running) throw new Error(`the gateway ended: ${gateway.log}`);
      return this.api.client.isReady();
    });
    return gateway;
  }

  /** Another gateway of the same installation. */
  async startSecondGateway(): Promise<ApiClient> {
    const port = await freePort();
    this.spawn('api-gateway', { PORT: String(port) });
    const api = new ApiClient(`http://127.0.0.1:${port}`);
    await waitFor('a second gateway', () => api.client.isReady());
    return api;
  }

  startMonitor(env: Record<string, string> = {}): AppProcess {
    return this.spawn('monitor', env);
  }

  startFlowEngine(): AppProcess {
    return this.spawn('flow-engine', {});
  }

  startWorker(service: ServiceName, env: Record<string, string> = {}, wrapper?: string[]): AppProcess {
    return this.spawn(WORKER_APPS[service], env, wrapper);
  }

  /** An idle machine of its own; it is taken as idle whatever this one does. */
  startAgent(id: string, env: Record<string, string> = {}): AppProcess {
    const home = join(this.directory, 'agents', id);
    const place = { AGENT_SERVER: `http://127.0.0.1:${this.port}`, AGENT_ID: id, AGENT_HOME: home };
    return this.spawn('node-agent', { AGENT_ALWAYS: '1', AGENT_INTERVAL: '0.3', ...place, ...env });
  }

  async untilServed(service: ServiceName, workers = 1): Promise<void> {
    const { name } = CATALOGUE.find((task) => task.service === service) ?? { name: '' };
    await waitFor(`${workers} live workers of ${service}`, async () => {
      const tasks = await this.api.client.tasks.catalog();
      return (tasks.find(({ task_name }) => task_name === name)?.live_workers ?? 0) >= workers;
    });
  }

  /** Puts a file on the shared directory and gives its share path. */
  put(file: string, name = basename(file)): string {
    copyFileSync(file, join(this.share, name));
    return `/share/${name}`;
  }

  async stop(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.end('SIGKILL')));
    await this.redis.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private spawn(app: string, env: Record<string, string>, wrapper?: string[]): AppProcess {
    const settings = { REDIS_URL: this.redis.url, SHARE_ROOT: this.share, PROBE_PORT: '0' };
    const process = new AppProcess(app, { ...SHORT_TIMES, ...settings, ...this.env, ...env }, wrapper);
    this.processes.push(process);
    return process;
  }
}

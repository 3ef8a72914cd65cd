import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, environmentWith } from '@switchyard/config';
import type { AgentSettings } from './agent.settings';
import { log } from './log';
import { homeOf } from './status';

/** Services whose tasks need nothing but their inputs, and the apps of their workers. */
const APPS: Readonly<Record<string, string>> = { ffmpeg: 'ffmpeg-worker', paddleocr: 'ocr-worker' };
/** A worker that does not end by then is killed; its tasks go on elsewhere when their heartbeats are missed. */
const END_MS = 8000;

interface Child {
  process: ChildProcess;
  working: boolean;
}

/** The workers of this machine: one process a service, which speaks to the gateway alone. */
export class ServiceWorkers {
  private readonly children = new Map<string, Child>();
  private readonly directory: string;

  /** @throws ConfigError for a service that cannot be served from here */
  constructor(
    private readonly node: string,
    private readonly settings: AgentSettings,
  ) {
    this.directory = join(homeOf(settings.agentHome), 'services');
    for (const service of settings.agentServices) programOf(service);
    rmSync(this.directory, { recursive: true, force: true }); // what a worker left that was killed
  }

  get areWorking(): boolean {
    return [...this.children.values()].some(({ working }) => working);
  }

  /** As the owner reads it. */
  get text(): string {
    const words = [...this.children].map(([service, { working }]) => `${service} (${working ? 'at work' : 'waits'})`);
    return words.join(', ');
  }

  /** Begins those that do not run. */
  start(): void {
    for (const service of this.settings.agentServices) if (!this.children.has(service)) this.begin(service);
  }

  /** Their tasks are handed back at once, and lose no attempt. */
  async stop(): Promise<void> {
    await Promise.all([...this.children.values()].map(({ process }) => end(process)));
  }

  private begin(service: string): void {
    const { agentServer, agentKey = '', agentCa, agentMemory } = this.settings;
    const child = spawn(process.execPath, [programOf(service)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: environmentWith({
        ...{ NODE_GATEWAY: agentServer, NODE_KEY: agentKey, NODE_ID: this.node, NODE_USE_ENV_PROXY: '1' },
        ...{ SHARE_ROOT: join(this.directory, service), CONCURRENCY: '1', DRAIN_TIMEOUT: '0' },
        ...(agentCa ? { NODE_EXTRA_CA_CERTS: agentCa } : {}),
        ...(agentMemory ? { ENGINE_MEMORY: String(agentMemory) } : {}),
      }),
    });
    const entry: Child = { process: child, working: false };
    this.children.set(service, entry);
    log('service.started', { service, pid: child.pid });
    child.on('message', ({ running }: { running: boolean }) => (entry.working = running));
    child.on('error', (error) => log('service.failed', { service, error: error.message }, 'warn'));
    child.once('exit', (code, signal) => {
      this.children.delete(service);
      log('service.ended', { service, code, signal });
    });
  }
}

function programOf(service: string): string {
  const app = APPS[service];
  const known = Object.keys(APPS).join(', ');
  if (app === undefined) throw new ConfigError({ '--services': `can be ${known}, not ${service}` });
  const program = join(__dirname, '..', '..', app, 'dist', 'main.js');
  if (existsSync(program)) return program;
  throw new ConfigError({
    '--services':
      `${service} needs the worker apps/${app}, which is not beside this agent: an agent of one file, or in a container, runs scripts only. ` +
      'Run the agent from a checkout (npm ci && npm run build, then node apps/node-agent/dist/main.js), or leave --services out',
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, 'exit');
  const late = setTimeout(() => child.kill('SIGKILL'), END_MS);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(late);
}

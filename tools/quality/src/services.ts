import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceName } from '@switchyard/contracts';
import { TestSystem } from '@switchyard/testing';
import { MODELS, SCRATCH, THREADS } from './places';

/** A busy machine starts a process in half a minute. */
const START_MS = 180_000;
const SETTINGS = {
  ...{ MODELS_DIR: MODELS, WHISPER_MODEL: 'whisper-base', LOG_LEVEL: 'warn' },
  ...Object.fromEntries(['OCR', 'WHISPER', 'DIARIZATION', 'TTS'].map((name) => [`${name}_THREADS`, String(THREADS)])),
  // Short times are for tests of deaths; a machine that is busy measuring is not dead.
  ...{
    HEARTBEAT_INTERVAL: '10',
    HEARTBEAT_TIMEOUT: '120',
    MONITOR_INTERVAL: '30',
    LEADER_TTL: '30',
    WHISPER_LANES: '1',
  },
};

/** What a task gave, and how long its work took. */
export interface Done {
  output: Record<string, unknown>;
  seconds: number;
}

/** The whole system with its workers, over REST alone. */
export class Services {
  private constructor(private readonly system: TestSystem) {}

  static async start(services: readonly ServiceName[]): Promise<Services> {
    const system = await TestSystem.start([], SETTINGS);
    try {
      // One after the other: on a busy machine they would all be late.
      for (const service of services) {
        system.startWorker(service);
        await untilServed(system, service);
      }
    } catch (error) {
      await system.stop();
      throw error;
    }
    return new Services(system);
  }

  /** Puts a file where tasks find it. */
  put(path: string): string {
    return this.system.put(path);
  }

  async run(task: string, input: object): Promise<Done> {
    // A program that was waited for held up the news that an idle connection was closed.
    await sleep(50);
    const id = await this.system.api.start(task, input);
    const end = await this.system.api.client.tasks.end(id);
    if (end.status !== 'succeeded') throw new Error(`${task} ended as ${end.status}: ${end.error?.message ?? ''}`);
    const output = (await this.system.api.stage(id)).output ?? {};
    return { output, seconds: Number(output['duration']) };
  }

  async text(output: Done['output'], field: string): Promise<string> {
    return readFile(this.at(output, field), 'utf8');
  }

  /** A copy of an output that outlives the system. */
  async keep(output: Done['output'], field: string, name: string): Promise<string> {
    const path = join(SCRATCH, name);
    await writeFile(path, await readFile(this.at(output, field)));
    return path;
  }

  stop(): Promise<void> {
    return this.system.stop();
  }

  private at(output: Done['output'], field: string): string {
    return join(this.system.share, String(output[field]).replace(/^\/share\//, ''));
  }
}

async function untilServed(system: TestSystem, service: ServiceName): Promise<void> {
  const deadline = performance.now() + START_MS;
  for (;;) {
    const tasks = await system.api.client.tasks.catalog();
    if (tasks.some((task) => task.service === service && task.live_workers > 0)) return;
    const said = system.processes.map(({ app, log }) => `--- ${app}\n${log.slice(-2000)}`).join('\n');
    if (performance.now() > deadline) throw new Error(`no worker of ${service} got ready:\n${said}`);
    await sleep(300);
  }
}

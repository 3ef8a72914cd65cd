import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, signalGroup, type ProcessIdentity } from '@switchyard/processes';

const END_POLL_MS = 10;

/** What runs in `.switchyard` now, as others find it. */
export interface RunningSystem {
  /** The process that looks after it. */
  keeper: ProcessIdentity;
  startedBy: 'demo' | 'dev-up' | 'alone';
  processes: (ProcessIdentity & { name: string })[];
  /** Set once every part is ready. */
  url?: string;
  redisUrl?: string;
}

/** The file under `.switchyard/run` that says which processes are ours. */
export class RunFile {
  constructor(private readonly path: string) {}

  /** The system that runs now, if its keeper is alive. */
  running(): RunningSystem | undefined {
    const system = this.read();
    return system && isAlive(system.keeper) ? system : undefined;
  }

  write(system: RunningSystem): void {
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(`${this.path}.new`, JSON.stringify(system, null, 2), { mode: 0o600 });
    renameSync(`${this.path}.new`, this.path);
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }

  /** Ends what a keeper that was killed left running, and waits until it is gone; resolves with the names. */
  async endLeftovers(): Promise<string[]> {
    const left = this.read()?.processes.filter(isAlive) ?? [];
    for (const process of left) signalGroup(process, 'SIGKILL');
    while (left.some(isAlive)) await sleep(END_POLL_MS);
    return left.map(({ name }) => name);
  }

  private read(): RunningSystem | undefined {
    try {
      return JSON.parse(readFileSync(this.path, 'utf8')) as RunningSystem;
    } catch {
      return undefined;
    }
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { GpuHistory } from '../judge/history';
import type { DrillSystem } from '../system/drill-system';
import { LeaseHistory } from './lease-history';

const EVERY_MS = 300;

/** Reads the history of every GPU's lock, often enough that nothing is overwritten before. */
export class GpuWatch {
  private readonly histories = new Map<string, LeaseHistory>();
  private readonly stopping = new AbortController();
  private readonly watching: Promise<void>;

  constructor(private readonly system: DrillSystem) {
    this.watching = this.watch();
  }

  async end(): Promise<GpuHistory[]> {
    this.stopping.abort();
    await this.watching;
    await this.look();
    return [...this.histories].map(([lock, { actions, complete }]) => ({ lock, actions, complete }));
  }

  stop(): void {
    this.stopping.abort();
  }

  private async watch(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.look().catch(() => undefined); // Redis is away
      await sleep(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async look(): Promise<void> {
    const { connection, keys } = this.system;
    for (const gpu of await connection.client.hkeys(keys.gpus)) {
      const history = this.histories.get(gpu) ?? new LeaseHistory();
      this.histories.set(gpu, history);
      history.add(await connection.client.lrange(keys.gpuLockPart(gpu, 'history'), 0, -1));
    }
  }
}

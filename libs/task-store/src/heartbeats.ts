import { join } from 'node:path';
import type { ServiceName } from '@switchyard/contracts';
import { Script, type Keys, type RedisClient } from '@switchyard/redis';
import type { StoreSettings } from './store-settings';
import type { Beat, LiveWorker, Presence, WriteResult } from './store-types';

/** What a sign of life of an attempt tells. */
type Sign = Pick<Beat, 'taskId' | 'fence' | 'progress' | 'ranMs'>;

const BEAT = new Script(join(__dirname, 'lua', 'beat.lua'));

/** Signs of life: of attempts, by which dead ones are found, and of worker processes. */
export class Heartbeats {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
    private readonly settings: StoreSettings,
  ) {}

  /**
   * One round trip for all attempts of a process; answers for each whether it is still wanted.
   * @param alone whether this is one attempt, and no other begins in that process at the moment
   */
  async beat(worker: string, presence: Presence, attempts: Sign[], alone = false): Promise<WriteResult[]> {
    const { heartbeats, workers, monitorConfig, detector } = this.keys;
    const keys = [
      heartbeats,
      workers,
      monitorConfig,
      detector,
      ...attempts.map(({ taskId }) => this.keys.task(taskId)),
    ];
    const each = attempts.flatMap(({ taskId, fence, progress, ranMs }) => [taskId, fence, progress, Math.round(ranMs)]);
    const args = [this.settings.heartbeatTimeoutMs, worker, JSON.stringify(presence), alone ? 1 : 0, ...each];
    return (await BEAT.run(this.redis, keys, args)) as WriteResult[];
  }

  /** A worker that ends says so itself. */
  async leave(worker: string): Promise<void> {
    await this.redis.hdel(this.keys.workers, worker);
  }

  /** The worker processes that gave a sign of life within the heartbeat timeout. */
  async liveWorkers(): Promise<LiveWorker[]> {
    const [stored, [seconds]] = await Promise.all([this.redis.hgetall(this.keys.workers), this.redis.time()]);
    const now = Number(seconds) * 1000;
    return Object.entries(stored)
      .map(([worker, text]) => parsePresence(worker, text))
      .filter(({ seen_at }) => now - Date.parse(seen_at) < this.settings.heartbeatTimeoutMs);
  }

  /** Forgets worker processes that have been silent for ten heartbeat timeouts. */
  async forgetSilentWorkers(nowMs: number): Promise<void> {
    const stored = await this.redis.hgetall(this.keys.workers);
    const silent = Object.entries(stored)
      .filter(([, text]) => nowMs - Number.parseInt(text, 10) > this.settings.heartbeatTimeoutMs * 10)
      .map(([worker]) => worker);
    if (silent.length > 0) await this.redis.hdel(this.keys.workers, ...silent);
  }
}

export const serves =
  (service: ServiceName) =>
  (worker: LiveWorker): boolean =>
    worker.service === service && worker.missing.length === 0;

function parsePresence(worker: string, text: string): LiveWorker {
  const space = text.indexOf(' ');
  const presence = JSON.parse(text.slice(space + 1)) as Presence;
  return { worker, seen_at: new Date(Number(text.slice(0, space))).toISOString(), ...presence };
}

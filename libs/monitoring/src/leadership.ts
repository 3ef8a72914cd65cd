import type { Keys, RedisClient } from '@switchyard/redis';
import { script } from './script';
import type { LeaderSettings } from './timeout-config';

const LEAD = script('lead');
const RESIGN = script('resign');

/** A pause as short as this between two leaders is a failover; after a longer one the monitor counts as started anew. */
const FAILOVER_MS = 60_000;

export interface LeadershipOptions {
  /** Names this process, and no other. */
  monitor: string;
  leaseMs: number;
  /** Unless it was changed at run time. */
  heartbeatTimeoutMs: number;
  /** What this monitor was started with; shown while it leads. */
  settings: LeaderSettings;
}

export type Lead = { leads: true; fence: number } | { leads: false; freeInMs: number };

/** The right to check: a lease in Redis that one monitor holds, with a fence that only grows. */
export class Leadership {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
    private readonly options: LeadershipOptions,
  ) {}

  /** How often every monitor asks, whether it leads or stands by. */
  get askEveryMs(): number {
    return Math.max(20, Math.floor(this.options.leaseMs / 3));
  }

  /** Takes or renews the lead. */
  async take(): Promise<Lead> {
    const { keys, options } = this;
    const [ours, value] = (await LEAD.run(
      this.redis,
      [
        ...[this.leaseKey, keys.monitor, keys.detector, keys.monitorConfig],
        ...[keys.heartbeats, keys.handHeartbeats, keys.outbox],
      ],
      [
        options.monitor,
        options.leaseMs,
        JSON.stringify(options.settings),
        options.heartbeatTimeoutMs,
        this.askEveryMs,
        FAILOVER_MS,
      ],
    )) as [number, number | string];
    return ours === 1 ? { leads: true, fence: Number(value) } : { leads: false, freeInMs: Math.max(0, Number(value)) };
  }

  /** Gives the lead up, so that another monitor can take it at once. */
  async resign(): Promise<void> {
    await RESIGN.run(this.redis, [this.leaseKey], [this.options.monitor]);
  }

  private get leaseKey(): string {
    return this.keys.lease('monitor');
  }
}

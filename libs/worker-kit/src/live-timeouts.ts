import type { StoreSettings } from '@switchyard/task-store';
import { TimeoutConfig, timeoutsOf } from '@switchyard/monitoring';
import type { Keys, RedisClient } from '@switchyard/redis';

/** Timeouts that are changed while the worker runs; read with its heartbeats. */
export class LiveTimeouts {
  private readonly config: TimeoutConfig;
  /** Longest time without progress from an engine. */
  stallMs: number;

  /** @param started what the worker was started with, in seconds */
  constructor(
    redis: RedisClient,
    keys: Keys,
    started: { heartbeatTimeout: number; heartbeatInterval: number; lockTimeout: number },
    /** Of the store this worker uses. */
    private readonly store: StoreSettings,
  ) {
    this.stallMs = started.lockTimeout * 1000;
    const { heartbeatInterval: heartbeatIntervalSeconds } = started;
    this.config = new TimeoutConfig(redis, keys, { ...timeoutsOf(started), heartbeatIntervalSeconds });
  }

  async refresh(): Promise<void> {
    const { gpu_lock_timeout, task_heartbeat_timeout } = await this.config.read();
    this.stallMs = gpu_lock_timeout * 1000;
    this.store.heartbeatTimeoutMs = task_heartbeat_timeout * 1000;
  }
}

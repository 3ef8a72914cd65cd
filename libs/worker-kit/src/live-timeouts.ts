import { Injectable } from '@nestjs/common';
import { GpuLockSettings } from '@switchyard/gpu-lock';
import { TimeoutConfig, timeoutsOf } from '@switchyard/monitoring';
import { TaskStore } from '@switchyard/task-store';
import { WorkerSettings } from './worker-settings';

/** Timeouts that are changed while the worker runs; read with its heartbeats. */
@Injectable()
export class LiveTimeouts {
  private readonly config: TimeoutConfig;
  /** Between two heartbeats. */
  readonly intervalMs: number;
  /** Longest time without progress from an engine. */
  stallMs: number;

  constructor(
    private readonly store: TaskStore,
    { heartbeatInterval, heartbeatTimeout }: WorkerSettings,
    { gpuLockTimeout }: GpuLockSettings,
  ) {
    this.intervalMs = heartbeatInterval * 1000;
    this.stallMs = gpuLockTimeout * 1000;
    const started = timeoutsOf({ heartbeatTimeout, lockTimeout: gpuLockTimeout });
    const settings = { ...started, heartbeatIntervalSeconds: heartbeatInterval };
    this.config = new TimeoutConfig(store.redis, store.keys, settings);
  }

  async refresh(): Promise<void> {
    const { gpu_lock_timeout, task_heartbeat_timeout } = await this.config.read();
    this.stallMs = gpu_lock_timeout * 1000;
    this.store.settings.heartbeatTimeoutMs = task_heartbeat_timeout * 1000;
  }
}

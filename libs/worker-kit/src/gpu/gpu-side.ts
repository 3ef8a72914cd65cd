import { GpuLockManager, lockKeyOf, type GpuDevice, type GpuLease, type GpuLockSettings } from '@switchyard/gpu-lock';
import type { Logger } from '@switchyard/observability';
import type { RedisConnection } from '@switchyard/redis';
import { QueueBell, type Claimed, type TaskStore } from '@switchyard/task-store';
import type { Handler } from '../handlers';
import { GpuConsumer } from './gpu-consumer';
import { PoolEngines, type AnyEnginePool } from './pool-engines';

/** What a worker has of GPUs, found before it starts. */
export interface WorkerGpus {
  settings: GpuLockSettings;
  devices: GpuDevice[];
  pools: readonly AnyEnginePool[];
}

export interface GpuSideParts {
  gpus: WorkerGpus;
  connection: RedisConnection;
  store: TaskStore;
  queues: readonly string[];
  worker: string;
  handlers: Map<string, Handler>;
  log: Logger;
}

/** The part of a worker that has GPUs: their leases, and the tasks that run on them. */
export class GpuSide {
  private readonly locks: GpuLockManager;
  private readonly consumer: GpuConsumer;

  constructor(
    private readonly parts: GpuSideParts,
    run: (attempt: Claimed, lease: GpuLease) => Promise<void>,
  ) {
    const { gpus, connection, store, queues, worker, handlers, log } = parts;
    const engines = new PoolEngines(gpus.pools);
    const { devices, settings } = gpus;
    const warn = (error: unknown): void => log.warn({ event: 'gpu.error', error: String(error) });
    this.locks = new GpuLockManager({ redis: connection, keys: store.keys, worker, devices, engines, settings, log });
    engines.onCooled((gpu) => void this.locks.cooled(gpu).catch(warn));
    const options = {
      store,
      queues,
      bell: new QueueBell(connection.another(), store.keys, queues),
      locks: this.locks,
      worker,
      prefetch: settings.gpuPrefetch,
      gpuOf: ({ task_name }: { task_name: string }) => handlers.get(task_name)?.gpu?.gpu,
      onError: warn,
    };
    this.consumer = new GpuConsumer(options, run);
  }

  /** Proves that the gate holds and says which devices there are. @throws GpuUnavailableError when GPUs cannot be used */
  async open(): Promise<void> {
    const { connection, store, gpus, log } = this.parts;
    await this.locks.start();
    connection.subscriber.on('message', (channel: string, taskId: string) => {
      if (channel === store.keys.cancels) this.consumer.cancelled(taskId);
    });
    for (const { gpu, name, simulated } of gpus.devices)
      log.info({ event: 'gpu.ready', lock: lockKeyOf(gpu), name, simulated });
  }

  start(): void {
    this.consumer.start();
  }

  /** Resolves when no task waits or runs and no engine is left on a GPU. */
  async drain(): Promise<void> {
    await this.consumer.drain();
    await this.locks.close();
  }
}

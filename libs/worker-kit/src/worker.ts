import { hostname } from 'node:os';
import { randomBytes } from 'node:crypto';
import type { ServiceName } from '@switchyard/contracts';
import type { Logger, Metrics } from '@switchyard/observability';
import { Keys, RedisConnection } from '@switchyard/redis';
import { SharedStorage } from '@switchyard/storage';
import { QueueBell, TaskStore, queueName, storeSettings, type Lane, type Presence } from '@switchyard/task-store';
import { lockKeyOf, standardLevels } from '@switchyard/gpu-lock';
import { GpuSide, type WorkerGpus } from './gpu/gpu-side';
import type { Handler } from './handlers';
import { LiveTimeouts } from './live-timeouts';
import { RunningAttempts } from './running-attempts';
import { TaskConsumer } from './task-consumer';
import { TaskRunner } from './task-runner';
import { WorkerMetrics } from './worker-metrics';
import type { WorkerNeeds } from './worker-needs';
import type { WorkerSettings } from './worker-settings';

const ASK_NEEDS_EVERY_MS = 2000;

export interface WorkerParts {
  service: ServiceName;
  version: string;
  settings: WorkerSettings;
  handlers: Map<string, Handler>;
  needs?: WorkerNeeds;
  gpus: WorkerGpus;
  metrics: Metrics;
  log: Logger;
}

/** One worker process: its connections, what it runs, its signs of life. */
export class Worker {
  readonly id: string;
  readonly connection: RedisConnection;
  private readonly store: TaskStore;
  private readonly running: RunningAttempts;
  private readonly consumer: TaskConsumer;
  /** Nothing on a worker without GPUs, which does all of its work on the CPU. */
  private readonly gpuSide: GpuSide | undefined;
  private missing: string[] = [];
  private consuming = false;
  private draining: Promise<void> | undefined;

  constructor(private readonly parts: WorkerParts) {
    const { service, settings, log } = parts;
    this.id = `${service}@${hostname()}-${process.pid}-${randomBytes(3).toString('hex')}`;
    const keys = new Keys(settings.keyPrefix);
    this.connection = new RedisConnection(settings.redisUrl, 'patient', (error) =>
      log.warn({ event: 'redis.unreachable', error: error.message }),
    );
    this.store = new TaskStore(this.connection.client, keys, storeSettings(settings));
    const { id: worker, store, connection } = this;
    const started = { ...settings, lockTimeout: parts.gpus.settings.gpuLockTimeout };
    const timeouts = new LiveTimeouts(connection.client, keys, started, store.settings);
    const presence = (): Omit<Presence, 'running'> => this.presence();
    this.running = new RunningAttempts({ worker, store, connection, timeouts, presence, log });
    const runner = this.makeRunner();
    this.consumer = this.makeConsumer(runner);
    this.gpuSide = this.makeGpuSide(runner);
  }

  /** Ready once nothing is missing and Redis answers. */
  get problems(): string[] {
    const redis = this.connection.client.status === 'ready' ? [] : ['Redis is not reachable'];
    return [...redis, ...this.missing, ...(this.consuming || this.missing.length > 0 ? [] : ['not started'])];
  }

  async start(): Promise<void> {
    await this.connection.ready();
    await this.gpuSide?.open();
    this.missing = (await this.parts.needs?.missing()) ?? [];
    await this.running.start(this.parts.settings.heartbeatInterval * 1000);
    void this.consumeWhenComplete();
  }

  /** Takes no more tasks, lets the running ones end, gives back what does not end in time. */
  drain(): Promise<void> {
    this.draining ??= this.drainOnce();
    return this.draining;
  }

  private async consumeWhenComplete(): Promise<void> {
    while (this.missing.length > 0 && !this.draining) {
      this.parts.log.warn({ event: 'worker.waiting', missing: this.missing });
      await new Promise((resolve) => setTimeout(resolve, ASK_NEEDS_EVERY_MS).unref());
      this.missing = (await this.parts.needs?.missing()) ?? [];
    }
    if (this.draining) return;
    this.consumer.start();
    this.gpuSide?.start();
    this.consuming = true;
    await this.running.beat();
    this.parts.log.info({ event: 'worker.ready', worker: this.id });
  }

  private async drainOnce(): Promise<void> {
    const { log, settings } = this.parts;
    log.info({ event: 'worker.draining', running: this.running.size });
    const late = setTimeout(() => this.running.drain(), settings.drainTimeout * 1000);
    await Promise.all([this.consumer.drain(), this.gpuSide?.drain()]);
    clearTimeout(late);
    await this.running.stop();
    this.connection.close();
    log.info({ event: 'worker.ended' });
  }

  private presence(): Omit<Presence, 'running'> {
    const { service, version, settings, needs, gpus } = this.parts;
    return {
      service,
      version,
      device: gpus.devices.some(({ simulated }) => !simulated) ? 'cuda' : 'cpu',
      gpus: gpus.devices.map(({ gpu }) => lockKeyOf(gpu)),
      models: needs?.models() ?? [],
      missing: this.missing,
      concurrency: settings.concurrency,
      host: hostname(),
      pid: process.pid,
    };
  }

  private makeConsumer(runner: TaskRunner): TaskConsumer {
    const { service, settings, gpus, log } = this.parts;
    const lanes: readonly Lane[] = gpus.devices.length > 0 ? ['cpu'] : this.cpuLanes;
    const queues = lanes.map((lane) => queueName(service, lane));
    const options = {
      store: this.store,
      queues,
      bell: new QueueBell(this.connection.another(), this.store.keys, queues),
      worker: this.id,
      concurrency: settings.concurrency,
      onError: (error: unknown) => log.warn({ event: 'queue.error', error: String(error) }),
    };
    return new TaskConsumer(options, (attempt, workDone) => runner.run(attempt, workDone));
  }

  /** Where tasks wait that a worker without GPUs can do. */
  private get cpuLanes(): Lane[] {
    const wanted = [...this.parts.handlers.values()].some(({ gpu }) => gpu);
    return wanted ? ['cpu', 'gpu'] : ['cpu'];
  }

  private makeGpuSide(runner: TaskRunner): GpuSide | undefined {
    const { service, gpus, handlers, log } = this.parts;
    if (gpus.devices.length === 0) return undefined;
    const { connection, store, id: worker } = this;
    const parts = {
      gpus,
      connection,
      store,
      queues: (['gpu', 'cuda'] as const).map((lane) => queueName(service, lane)),
      worker,
      handlers,
      log,
    };
    return new GpuSide(parts, (attempt, lease) => runner.run(attempt, () => undefined, lease));
  }

  private makeRunner(): TaskRunner {
    const { handlers, settings, gpus, log } = this.parts;
    const storage = new SharedStorage(settings.shareRoot);
    const metrics = new WorkerMetrics(this.parts.metrics, () => this.running.size);
    const services = { store: this.store, storage, metrics, log };
    const options = {
      worker: this.id,
      poisonLimit: settings.poisonLimit,
      retryBackoffSeconds: settings.retryBackoff,
      levels: standardLevels(gpus.settings),
    };
    return new TaskRunner(handlers, services, this.running, options);
  }
}

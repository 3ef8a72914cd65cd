import { hostname } from 'node:os';
import { randomBytes } from 'node:crypto';
import type { ServiceName } from '@switchyard/contracts';
import type { Logger, Metrics } from '@switchyard/observability';
import { TaskConsumer, TaskQueues } from '@switchyard/queue';
import { Keys, RedisConnection } from '@switchyard/redis';
import { SharedStorage } from '@switchyard/storage';
import { TaskStore, storeSettings, type Presence } from '@switchyard/task-store';
import type { Handler } from './handlers';
import { RunningAttempts } from './running-attempts';
import { TaskRunner } from './task-runner';
import { WorkerMetrics } from './worker-metrics';
import type { WorkerNeeds } from './worker-needs';
import type { WorkerSettings } from './worker-settings';

const ASK_NEEDS_EVERY_MS = 2000;
/** A delivery is confirmed as often as BullMQ wants it; a worker that died is noticed by its heartbeats, not by this. */
const REDELIVER_AFTER_MS = 30_000;

export interface WorkerParts {
  service: ServiceName;
  version: string;
  settings: WorkerSettings;
  handlers: Map<string, Handler>;
  needs?: WorkerNeeds;
  metrics: Metrics;
  log: Logger;
}

/** One worker process: its connections, what it runs, its signs of life. */
export class Worker {
  readonly id: string;
  readonly connection: RedisConnection;
  private readonly store: TaskStore;
  private readonly queues: TaskQueues;
  private readonly running: RunningAttempts;
  private readonly consumer: TaskConsumer;
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
    this.queues = new TaskQueues(this.connection.client, keys);
    this.running = new RunningAttempts(this.id, this.store, this.connection, () => this.presence(), log);
    const runner = this.makeRunner();
    this.consumer = new TaskConsumer(
      {
        service,
        redisUrl: settings.redisUrl,
        keys,
        concurrency: settings.concurrency,
        redeliverAfterMs: REDELIVER_AFTER_MS,
        onError: (error) => log.debug({ event: 'queue.error', error: error.message }),
      },
      (job) => runner.deliver(job),
    );
  }

  /** Ready once nothing is missing and Redis answers. */
  get problems(): string[] {
    const redis = this.connection.client.status === 'ready' ? [] : ['Redis is not reachable'];
    return [...redis, ...this.missing, ...(this.consuming || this.missing.length > 0 ? [] : ['not started'])];
  }

  async start(): Promise<void> {
    await this.connection.ready();
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
    this.consuming = true;
    await this.running.beat();
    this.parts.log.info({ event: 'worker.ready', worker: this.id });
  }

  private async drainOnce(): Promise<void> {
    const { log, settings } = this.parts;
    log.info({ event: 'worker.draining', running: this.running.size });
    const late = setTimeout(() => this.running.drain(), settings.drainTimeout * 1000);
    await this.consumer.drain();
    clearTimeout(late);
    await this.running.stop();
    await this.queues.close();
    this.connection.close();
    log.info({ event: 'worker.ended' });
  }

  private presence(): Omit<Presence, 'running'> {
    const { service, version, settings, needs } = this.parts;
    return {
      service,
      version,
      device: 'cpu',
      models: needs?.models() ?? [],
      missing: this.missing,
      concurrency: settings.concurrency,
      host: hostname(),
      pid: process.pid,
    };
  }

  private makeRunner(): TaskRunner {
    const { handlers, settings, log } = this.parts;
    const storage = new SharedStorage(settings.shareRoot);
    const metrics = new WorkerMetrics(this.parts.metrics, () => this.running.size);
    const services = { store: this.store, queues: this.queues, storage, metrics, log };
    const options = { worker: this.id, poisonLimit: settings.poisonLimit, retryBackoffSeconds: settings.retryBackoff };
    return new TaskRunner(handlers, services, this.running, options);
  }
}

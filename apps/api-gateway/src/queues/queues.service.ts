import { Injectable } from '@nestjs/common';
import { SERVICES, tasksOf, type ServiceName } from '@switchyard/contracts';
import { Metrics } from '@switchyard/observability';
import { TaskStore, serves, type LiveWorker } from '@switchyard/task-store';
import { Gauge } from 'prom-client';
import { GatewaySettings } from '../gateway.settings';
import { desiredWorkers } from './desired-workers';
import type { QueueReply } from './replies';

const METRICS = [
  ['task_queue_waiting', 'waiting', 'Tasks that wait, by service'],
  ['task_queue_running', 'running', 'Tasks that run, by service'],
  [
    ...(['task_queue_desired_workers', 'desired_workers'] as const),
    'Worker processes that a queue needs so that no task waits longer than QUEUE_AGE_TARGET, by service',
  ],
] as const;

/** How full each queue is, and how many workers it needs. All gateways read the same from Redis. */
@Injectable()
export class QueuesService {
  private looking: Promise<QueueReply[]> | undefined;

  constructor(
    private readonly store: TaskStore,
    private readonly settings: GatewaySettings,
    { registry }: Metrics,
  ) {
    for (const [name, field, help] of METRICS) {
      const gauge: Gauge<'service'> = new Gauge({
        ...{ name, help, labelNames: ['service'], registers: [registry] },
        collect: async () => {
          for (const queue of await this.look()) gauge.set({ service: queue.service }, queue[field]);
        },
      });
    }
  }

  /** One look answers all metrics of a scrape. */
  private look(): Promise<QueueReply[]> {
    return (this.looking ??= this.list().finally(() => (this.looking = undefined)));
  }

  async list(): Promise<QueueReply[]> {
    const [counts, live] = await Promise.all([
      this.store.read.counts(['queued', 'running']),
      this.store.heartbeats.liveWorkers(),
    ]);
    return Promise.all(
      SERVICES.map((service) => {
        const names = new Set(tasksOf(service).map(({ name }) => name));
        const countIn = (state: 'queued' | 'running'): number =>
          counts.reduce((sum, cell) => sum + (cell.state === state && names.has(cell.taskName) ? cell.count : 0), 0);
        const [waiting, running] = [countIn('queued'), countIn('running')];
        return this.replyOf(service, { waiting, running }, live.filter(serves(service)));
      }),
    );
  }

  private async replyOf(
    service: ServiceName,
    { waiting, running }: { waiting: number; running: number },
    live: readonly LiveWorker[],
  ): Promise<QueueReply> {
    const since = await this.store.read.oldestQueued(tasksOf(service).map(({ name }) => name));
    const oldest = since === null ? null : Math.max(0, (Date.now() - since) / 1000);
    const concurrency = Math.max(1, ...live.map((worker) => worker.concurrency));
    const load = { waiting, running, oldestSeconds: oldest ?? 0, workers: live.length, concurrency };
    const desired_workers = desiredWorkers(load, this.settings.queueAgeTarget);
    return { service, waiting, running, oldest_seconds: oldest, workers: live.length, desired_workers };
  }
}

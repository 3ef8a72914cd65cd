import { Injectable } from '@nestjs/common';
import { SERVICES, tasksOf, type ServiceName } from '@switchyard/contracts';
import { Metrics } from '@switchyard/observability';
import { TaskStore, serves, type LiveWorker } from '@switchyard/task-store';
import { Gauge } from 'prom-client';
import { GatewaySettings } from '../gateway.settings';
import { desiredWorkers } from './desired-workers';
import type { QueueReply } from './replies';

/** How full each queue is, and how many workers it needs. All gateways read the same from Redis. */
@Injectable()
export class QueuesService {
  constructor(
    private readonly store: TaskStore,
    private readonly settings: GatewaySettings,
    { registry }: Metrics,
  ) {
    const desired: Gauge<'service'> = new Gauge({
      name: 'task_queue_desired_workers',
      help: 'Worker processes that a queue needs so that no task waits longer than QUEUE_AGE_TARGET, by service',
      labelNames: ['service'],
      registers: [registry],
      collect: async () => {
        for (const { service, desired_workers } of await this.list()) desired.set({ service }, desired_workers);
      },
    });
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

import { Injectable } from '@nestjs/common';
import { SERVICES, tasksOf } from '@switchyard/contracts';
import { Metrics } from '@switchyard/observability';
import { TaskStore, serves } from '@switchyard/task-store';
import { Gauge } from 'prom-client';

/** Metrics of the tasks. Each scrape reads them from Redis, so all gateways show the same numbers. */
@Injectable()
export class TaskMetrics {
  constructor(
    { registry }: Metrics,
    private readonly store: TaskStore,
  ) {
    const registers = [registry];
    const tasks: Gauge<'task_name' | 'state'> = new Gauge({
      name: 'tasks',
      help: 'Tasks by name and state',
      labelNames: ['task_name', 'state'],
      registers,
      collect: () => this.fillTasks(tasks),
    });
    const ages: Gauge<'service'> = new Gauge({
      name: 'task_queue_oldest_seconds',
      help: 'Time since the submission of the oldest task that waits, by service',
      labelNames: ['service'],
      registers,
      collect: () => this.fillAges(ages),
    });
    const workers: Gauge<'service'> = new Gauge({
      name: 'task_workers',
      help: 'Live worker processes that take tasks, by service',
      labelNames: ['service'],
      registers,
      collect: () => this.fillWorkers(workers),
    });
  }

  private async fillTasks(gauge: Gauge<'task_name' | 'state'>): Promise<void> {
    for (const { taskName, state, count } of await this.store.read.counts())
      gauge.set({ task_name: taskName, state }, count);
  }

  private async fillAges(gauge: Gauge<'service'>): Promise<void> {
    for (const service of SERVICES) {
      const names = tasksOf(service).map(({ name }) => name);
      const since = await this.store.read.oldestQueued(names);
      gauge.set({ service }, since === null ? 0 : Math.max(0, (Date.now() - since) / 1000));
    }
  }

  private async fillWorkers(gauge: Gauge<'service'>): Promise<void> {
    const live = await this.store.heartbeats.liveWorkers();
    for (const service of SERVICES) gauge.set({ service }, live.filter(serves(service)).length);
  }
}

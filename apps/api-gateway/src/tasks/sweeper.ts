import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from '@switchyard/observability';
import { TaskQueues } from '@switchyard/queue';
import { SharedStorage } from '@switchyard/storage';
import { Sweep, TaskStore, type SweepEffects } from '@switchyard/task-store';
import { GatewaySettings } from '../gateway.settings';
import { LOGGER } from '../platform.module';

/** Runs the sweep of the task-store at its interval, in one gateway at a time. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly sweep: Sweep;
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> | undefined;

  constructor(
    @Inject(TaskStore) store: TaskStore,
    @Inject(TaskQueues) queues: TaskQueues,
    @Inject(SharedStorage) private readonly storage: SharedStorage,
    @Inject(GatewaySettings) private readonly settings: GatewaySettings,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    const intervalMs = settings.sweepInterval * 1000;
    this.sweep = new Sweep(store, queues, filesOf(storage), { producer: `gateway-${randomUUID()}`, intervalMs });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.storage.removeAbandonedUploads();
    this.timer = setInterval(() => {
      this.turn ??= this.takeTurn().finally(() => (this.turn = undefined));
    }, this.settings.sweepInterval * 1000);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.turn;
  }

  private async takeTurn(): Promise<void> {
    try {
      if (!(await this.sweep.isOurs())) return;
      const report = await this.sweep.run();
      if (report.orphaned > 0 || report.removed > 0) this.log.warn({ event: 'sweep.recovered', ...report });
    } catch (error) {
      this.log.warn({ event: 'sweep.failed', error: String(error) });
    }
  }
}

const filesOf = (storage: SharedStorage): SweepEffects => ({
  removeFiles: async ({ workflow_id: workflowId, task_name: taskName, task_id: taskId }) => {
    await storage.removeAttempts({ workflowId, taskName, taskId });
  },
});

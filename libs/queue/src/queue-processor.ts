import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import type { Logger } from '@switchyard/observability';
import { isRedisOutage } from '@switchyard/redis';
import type { Job, WorkerOptions } from 'bullmq';

/** How jobs are delivered: none fails for having been delivered often, and none is kept when it has ended. */
export const deliveryOptions = (concurrency: number, redeliverMs: number): Omit<WorkerOptions, 'connection'> => ({
  autorun: false,
  concurrency,
  lockDuration: redeliverMs,
  stalledInterval: redeliverMs,
  maxStalledCount: 1e9,
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
});

/** A processor whose errors are logged. It takes no job before `worker.run()`. */
export abstract class QueueProcessor extends WorkerHost {
  protected abstract readonly log: Logger;

  @OnWorkerEvent('error')
  onError(error: Error): void {
    if (!isRedisOutage(error)) this.log.warn({ event: 'queue.error', queue: this.worker.name, error: error.message });
  }

  @OnWorkerEvent('failed')
  onFailed(job: Job<{ task_id: string }> | undefined, { stack }: Error): void {
    this.log.error({ event: 'job.failed', queue: this.worker.name, task_id: job?.data.task_id, error: stack });
  }
}

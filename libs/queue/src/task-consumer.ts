import type { ServiceName } from '@switchyard/contracts';
import type { Keys } from '@switchyard/redis';
import { Worker } from 'bullmq';
import type { TaskJob } from './task-queues';

export interface ConsumerOptions {
  service: ServiceName;
  redisUrl: string;
  keys: Keys;
  /** Jobs worked on at the same time. */
  concurrency: number;
  /** How long a delivery may go unconfirmed before another worker gets it too. */
  redeliverAfterMs: number;
  onError(error: Error): void;
}

/** The receiving side of one service's queue; whether a delivery still counts is decided by the task-store. */
export class TaskConsumer {
  private readonly worker: Worker<TaskJob>;

  constructor(options: ConsumerOptions, handle: (job: TaskJob) => Promise<void>) {
    this.worker = new Worker<TaskJob>(options.service, (job) => handle(job.data), {
      connection: { url: options.redisUrl, maxRetriesPerRequest: null },
      prefix: options.keys.queuePrefix,
      concurrency: options.concurrency,
      lockDuration: options.redeliverAfterMs,
      stalledInterval: options.redeliverAfterMs,
      maxStalledCount: Number.MAX_SAFE_INTEGER, // BullMQ only re-delivers; the task-store counts deaths
      autorun: false,
    });
    this.worker.on('error', (error) => options.onError(error));
  }

  start(): void {
    void this.worker.run();
  }

  /** Takes no more jobs; resolves when those at work have ended. */
  async drain(): Promise<void> {
    await this.worker.close();
  }
}

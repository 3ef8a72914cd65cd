import { Processor } from '@nestjs/bullmq';
import { Inject, type Type } from '@nestjs/common';
import { LOGGER, type Logger } from '@switchyard/observability';
import type { Job } from 'bullmq';
import type { JobData } from './bull-jobs';
import { QueueProcessor, deliveryOptions } from './queue-processor';

/** A job in the hands of a worker. */
export interface DeliveredJob {
  taskId: string;
  fence: number;
  /** Tells this delivery from any other. */
  delivery: string;
}

/** What a worker does with a job; it is over when the promise resolves, however its task ended. */
export interface JobRunner {
  run(job: DeliveredJob): Promise<void>;
}

export interface ProcessorOptions {
  queue: string;
  /** Jobs in hand at the same time. */
  concurrency: number;
  /** Time without a sign of life of its worker after which a job is delivered again. */
  redeliverMs: number;
}

export abstract class ServiceProcessor extends QueueProcessor {}

/**
 * The processor of one queue. It takes no job before `worker.run()`. BullMQ only delivers, and delivers again: `claim` refuses
 * a job whose task goes on or waits for another one, and the heartbeats of the attempt alone say whether it is dead.
 * @param runner token of the `JobRunner` that the jobs go to
 */
export function processorFor(
  { queue, concurrency, redeliverMs }: ProcessorOptions,
  runner: Type<JobRunner>,
): Type<ServiceProcessor> {
  @Processor(queue, deliveryOptions(concurrency, redeliverMs))
  class Jobs extends ServiceProcessor {
    constructor(
      @Inject(runner) private readonly jobs: JobRunner,
      @Inject(LOGGER) protected readonly log: Logger,
    ) {
      super();
    }

    async process({ data, id }: Job<JobData>, token?: string): Promise<void> {
      await this.jobs.run({ taskId: data.task_id, fence: data.fence, delivery: `${id} ${token}` });
    }
  }
  return Jobs;
}

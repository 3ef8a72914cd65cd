import { BullModule, InjectQueue, OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject, Injectable, Module, type OnApplicationShutdown, type Type } from '@nestjs/common';
import { LOGGER, type Logger } from '@switchyard/observability';
import { Keys, RedisConnection, isRedisOutage, type RedisClient } from '@switchyard/redis';
import type { Job, Queue } from 'bullmq';

const QUEUE = 'callbacks';

/** Callbacks that one process sends at the same time. */
const CONCURRENCY = 64;

/** A job says whose callback is due; what is sent, and whether, the record of the task decides. */
interface CallbackJob {
  task_id: string;
}

/** Sends the callback of a task, or finds that there is nothing to send. */
export abstract class CallbackSender {
  abstract send(taskId: string): Promise<void>;
}

/** The jobs of callbacks that are due. */
@Injectable()
export class CallbackJobs {
  constructor(
    @InjectQueue(QUEUE) private readonly queue: Queue<CallbackJob>,
    @Inject(LOGGER) log: Logger,
  ) {
    queue.on('error', (error) => !isRedisOutage(error) && log.warn({ event: 'queue.error', error: error.message }));
  }

  /** No effect on a job that is there. */
  async add(taskId: string): Promise<void> {
    await this.queue.add('callback', { task_id: taskId }, { jobId: `c-${taskId}` });
  }
}

export abstract class CallbackProcessor extends WorkerHost {}

/**
 * The processor of callbacks: `{ provide: CallbackProcessor, useClass: callbackProcessor(30_000) }`. It takes no job before
 * `worker.run()`.
 * @param redeliverMs time without a sign of life of its process after which a job is delivered again
 */
export function callbackProcessor(redeliverMs: number): Type<CallbackProcessor> {
  @Processor(QUEUE, {
    autorun: false,
    concurrency: CONCURRENCY,
    lockDuration: redeliverMs,
    stalledInterval: redeliverMs,
    maxStalledCount: 1e9,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  })
  class QueueProcessor extends CallbackProcessor {
    constructor(
      @Inject(CallbackSender) private readonly sender: CallbackSender,
      @Inject(LOGGER) private readonly log: Logger,
    ) {
      super();
    }

    process({ data }: Job<CallbackJob>): Promise<void> {
      return this.sender.send(data.task_id);
    }

    @OnWorkerEvent('error')
    onError(error: Error): void {
      if (!isRedisOutage(error)) this.log.warn({ event: 'queue.error', queue: QUEUE, error: error.message });
    }

    @OnWorkerEvent('failed')
    onFailed(job: Job<CallbackJob> | undefined, { stack }: Error): void {
      this.log.error({ event: 'job.failed', queue: QUEUE, task_id: job?.data.task_id, error: stack });
    }
  }
  return QueueProcessor;
}

@Injectable()
class CallbackConnection implements OnApplicationShutdown {
  readonly client: RedisClient;

  constructor(redis: RedisConnection) {
    this.client = redis.another();
  }

  onApplicationShutdown(): void {
    this.client.disconnect();
  }
}

@Module({ providers: [CallbackConnection], exports: [CallbackConnection] })
class CallbackConnectionModule {}

/** The queue of callbacks, on a connection of its own that waits while Redis is away. */
@Module({
  imports: [
    BullModule.registerQueueAsync({
      name: QUEUE,
      imports: [CallbackConnectionModule],
      inject: [CallbackConnection, Keys],
      useFactory: ({ client }: CallbackConnection, keys: Keys) => ({
        connection: client,
        prefix: keys.queuePrefix,
        defaultJobOptions: { attempts: 1, removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } },
        streams: { events: { maxLen: 1000 } },
      }),
    }),
  ],
  providers: [CallbackJobs],
  exports: [CallbackJobs, BullModule],
})
export class CallbackQueueModule {}

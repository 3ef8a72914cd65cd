import { BullModule, InjectQueue, Processor } from '@nestjs/bullmq';
import { Inject, Injectable, Module, type OnApplicationShutdown, type Type } from '@nestjs/common';
import { LOGGER, type Logger } from '@switchyard/observability';
import { Keys, RedisConnection, isRedisOutage, type RedisClient } from '@switchyard/redis';
import type { Job, Queue } from 'bullmq';
import { QueueProcessor, deliveryOptions } from './queue-processor';

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

export abstract class CallbackProcessor extends QueueProcessor {}

/**
 * The processor of callbacks: `{ provide: CallbackProcessor, useClass: callbackProcessor(30_000) }`. It takes no job before
 * `worker.run()`.
 * @param redeliverMs time without a sign of life of its process after which a job is delivered again
 */
export function callbackProcessor(redeliverMs: number): Type<CallbackProcessor> {
  @Processor(QUEUE, deliveryOptions(CONCURRENCY, redeliverMs))
  class Callbacks extends CallbackProcessor {
    constructor(
      @Inject(CallbackSender) private readonly sender: CallbackSender,
      @Inject(LOGGER) protected readonly log: Logger,
    ) {
      super();
    }

    process({ data }: Job<CallbackJob>): Promise<void> {
      return this.sender.send(data.task_id);
    }
  }
  return Callbacks;
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

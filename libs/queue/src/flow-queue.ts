import { BullModule, InjectQueue, Processor } from '@nestjs/bullmq';
import { Inject, Injectable, Module, type Type } from '@nestjs/common';
import type { FlowHint, FlowHints } from '@switchyard/flows';
import { LOGGER, type Logger } from '@switchyard/observability';
import { isRedisOutage } from '@switchyard/redis';
import type { Job, Queue } from 'bullmq';
import { QueueProcessor, deliveryOptions } from './queue-processor';

const QUEUE = 'flows';

/** A job of the queue says where to look; what is to do there, the record of the flow's job decides. */
interface HintData {
  job_id: string;
  routine: string;
  /** It was given with a delay. */
  later: boolean;
}

/** A hint in the hands of an engine. */
export interface DeliveredHint {
  jobId: string;
  routine: string;
  later: boolean;
}

/** Looks at a routine of a job. */
export abstract class HintRunner {
  abstract run(hint: DeliveredHint): Promise<void>;
}

/** The hints to engines. One that cannot be added now is given again by an engine's next look at the job. */
@Injectable()
export class FlowQueue implements FlowHints {
  constructor(
    @InjectQueue(QUEUE) private readonly queue: Queue<HintData>,
    @Inject(LOGGER) private readonly log: Logger,
  ) {
    queue.on('error', (error) => this.tell(error));
  }

  async add({ jobId, routine, delayMs, priority }: FlowHint): Promise<void> {
    const data = { job_id: jobId, routine, later: delayMs > 0 };
    const options = { priority: 10 - priority, delay: Math.ceil(delayMs) };
    await this.queue.add('hint', data, options).catch((error: Error) => this.tell(error));
  }

  private tell(error: Error): void {
    if (!isRedisOutage(error)) this.log.warn({ event: 'queue.error', queue: QUEUE, error: error.message });
  }
}

export abstract class FlowProcessor extends QueueProcessor {}

/**
 * The processor of hints: `{ provide: FlowProcessor, useClass: flowProcessor(64, 30_000) }`. It takes none before
 * `worker.run()`.
 * @param redeliverMs time without a sign of life of its process after which a hint is delivered again
 */
export function flowProcessor(concurrency: number, redeliverMs: number): Type<FlowProcessor> {
  @Processor(QUEUE, deliveryOptions(concurrency, redeliverMs))
  class Hints extends FlowProcessor {
    constructor(
      @Inject(HintRunner) private readonly runner: HintRunner,
      @Inject(LOGGER) protected readonly log: Logger,
    ) {
      super();
    }

    process({ data }: Job<HintData>): Promise<void> {
      return this.runner.run({ jobId: data.job_id, routine: data.routine, later: data.later });
    }
  }
  return Hints;
}

/** The queue of hints, on the connection of the process. */
@Module({
  imports: [BullModule.registerQueue({ name: QUEUE })],
  providers: [FlowQueue],
  exports: [FlowQueue, BullModule],
})
export class FlowQueueModule {}

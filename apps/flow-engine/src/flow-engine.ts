import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Expressions } from '@switchyard/flows';
import { LOGGER, type Logger } from '@switchyard/observability';
import { FlowProcessor } from '@switchyard/queue';
import { ENGINE_ID } from './engine-id';
import { Heart } from './heart';

/** The beginning and the end of a flow engine. What it does not finish another engine goes on with. */
@Injectable()
export class FlowEngine implements BeforeApplicationShutdown {
  constructor(
    @Inject(ENGINE_ID) private readonly id: string,
    private readonly processor: FlowProcessor,
    private readonly heart: Heart,
    private readonly expressions: Expressions,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  start(): Promise<void> {
    this.heart.start();
    // rejects when the connection closes at the end of the process; before that BullMQ tries again by itself
    void this.processor.worker.run().catch(() => undefined);
    this.log.info({ event: 'flow_engine.ready', engine: this.id });
    return Promise.resolve();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.heart.stop();
    await this.expressions.close();
    this.log.info({ event: 'flow_engine.ended' });
  }
}

import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { LOGGER, type Logger } from '@switchyard/observability';
import { Consumption } from './consumption';
import { WorkerGpus } from './gpu/worker-gpus';
import { Heartbeat } from './heartbeat';
import { Readiness } from './readiness';

/** What a worker process does from its start to its end, in order. */
@Injectable()
export class Worker implements BeforeApplicationShutdown {
  constructor(
    private readonly gpus: WorkerGpus,
    private readonly readiness: Readiness,
    private readonly heartbeat: Heartbeat,
    private readonly consumption: Consumption,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async start(): Promise<void> {
    await this.gpus.open();
    await this.readiness.look();
    await this.heartbeat.start();
    void this.consumeWhenComplete();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.log.info({ event: 'worker.draining' });
    this.readiness.end();
    await this.consumption.drain();
    await this.gpus.close();
    await this.heartbeat.stop();
    this.log.info({ event: 'worker.ended' });
  }

  private async consumeWhenComplete(): Promise<void> {
    if (!(await this.readiness.complete())) return;
    this.consumption.start();
    await this.heartbeat.beat();
    this.log.info({ event: 'worker.ready', worker: this.heartbeat.worker });
  }
}

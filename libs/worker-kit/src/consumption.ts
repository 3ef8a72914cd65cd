import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '@switchyard/observability';
import type { ServiceProcessor } from '@switchyard/queue';
import { Attempts } from './attempts';
import { GpuJobs } from './gpu/gpu-jobs';
import { WorkerSettings } from './worker-settings';

/** The processors of this worker's queues. */
export const PROCESSORS = Symbol('processors');

/** Takes jobs out of the queues of this worker. */
@Injectable()
export class Consumption {
  private started = false;

  constructor(
    @Inject(PROCESSORS) private readonly processors: readonly ServiceProcessor[],
    private readonly attempts: Attempts,
    private readonly gpuJobs: GpuJobs,
    private readonly settings: WorkerSettings,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  get isRunning(): boolean {
    return this.started;
  }

  start(): void {
    this.started = true;
    for (const { worker } of this.processors)
      worker.run().catch((error: unknown) => this.log.error({ event: 'queue.stopped', error: String(error) }));
  }

  /** Takes no more jobs, lets the attempts end, gives back what does not end in time. */
  async drain(): Promise<void> {
    this.gpuJobs.drain();
    this.attempts.endWaits();
    const late = setTimeout(() => this.attempts.drain(), this.settings.drainTimeout * 1000);
    await Promise.all(this.processors.map(({ worker }) => worker.close()));
    clearTimeout(late);
  }
}

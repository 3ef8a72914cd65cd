import { Inject, Injectable } from '@nestjs/common';
import { GpuLockManager, lockKeyOf } from '@switchyard/gpu-lock';
import { LOGGER, type Logger } from '@switchyard/observability';
import { GpuDevices } from './gpu-devices';
import { PoolEngines } from './pool-engines';

/** The GPUs of this worker, from its start to its end. */
@Injectable()
export class WorkerGpus {
  constructor(
    private readonly locks: GpuLockManager,
    private readonly gpus: GpuDevices,
    private readonly engines: PoolEngines,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Proves that the gate holds and says which devices there are. @throws GpuUnavailableError when GPUs cannot be used */
  async open(): Promise<void> {
    this.engines.onCooled((gpu) => {
      this.locks.cooled(gpu).catch((error: unknown) => this.log.warn({ event: 'gpu.error', error: String(error) }));
    });
    await this.locks.start();
    for (const { gpu, name, simulated } of this.gpus.devices)
      this.log.info({ event: 'gpu.ready', lock: lockKeyOf(gpu), name, simulated });
  }

  /** Resolves when no engine is left on a GPU. */
  async close(): Promise<void> {
    await this.locks.close();
  }
}

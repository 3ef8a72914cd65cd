import { Injectable } from '@nestjs/common';
import type { EnginePool } from '@switchyard/engine';
import type { GpuEngines } from '@switchyard/gpu-lock';
import { Handlers } from '../handlers';

export type AnyEnginePool = Pick<EnginePool<Record<never, never>>, 'loaded' | 'end' | 'onCooled'>;

/** The engines of a worker on its GPUs, whichever of its pools they belong to. */
@Injectable()
export class PoolEngines implements GpuEngines {
  constructor(private readonly handlers: Handlers) {}

  loaded(gpu: string): boolean {
    return this.handlers.pools.some((pool) => pool.loaded(gpu));
  }

  async end(gpu: string): Promise<void> {
    await Promise.all(this.handlers.pools.map((pool) => pool.end(gpu)));
  }

  /** Told when no engine is on a GPU any more. */
  onCooled(listener: (gpu: string) => void): void {
    for (const pool of this.handlers.pools) pool.onCooled((gpu) => !this.loaded(gpu) && listener(gpu));
  }
}

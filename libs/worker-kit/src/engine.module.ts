import { Module, type DynamicModule, type OnApplicationShutdown, type Type } from '@nestjs/common';
import { EnginePool, type EnginePoolOptions } from '@switchyard/engine';
import { LocalModels } from './local-models';
import { WORKER_NEEDS, type WorkerNeeds } from './worker-needs';
import { WorkerSettings } from './worker-settings';

/** The program of an engine, and what its tasks need besides code. */
export interface EngineFeature extends Omit<EnginePoolOptions, 'size' | 'idleSeconds'> {
  /** Can be injected into tasks, and may inject `LocalModels`; the settings of its worker extend `ModelSettings`. */
  needs?: Type<WorkerNeeds>;
}

/** The engine of a worker: as many processes as tasks at the same time, ended with the worker. Tasks inject its `EnginePool`. */
@Module({})
export class EngineModule implements OnApplicationShutdown {
  constructor(private readonly engines: EnginePool<Record<never, never>>) {}

  static forFeature({ needs, ...program }: EngineFeature): DynamicModule {
    const pool = {
      provide: EnginePool,
      inject: [WorkerSettings],
      useFactory: ({ concurrency: size, engineIdle: idleSeconds }: WorkerSettings) =>
        new EnginePool({ ...program, size, idleSeconds }),
    };
    const needed = needs ? [LocalModels, needs, { provide: WORKER_NEEDS, useExisting: needs }] : [];
    return { module: EngineModule, providers: [pool, ...needed], exports: [pool, ...needed] };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.engines.close();
  }
}

import { totalmem } from 'node:os';
import { Module, type DynamicModule, type OnApplicationShutdown, type Type } from '@nestjs/common';
import { EnginePool, type EnginePoolOptions, type ProcessLimits } from '@switchyard/engine';
import { LocalModels } from './local-models';
import { WORKER_NEEDS, type WorkerNeeds } from './worker-needs';
import { WorkerSettings } from './worker-settings';

/** The program of an engine, and what its tasks need besides code. */
export interface EngineFeature extends Omit<EnginePoolOptions, 'size' | 'idleSeconds' | 'limits'> {
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
      useFactory: (settings: WorkerSettings) =>
        new EnginePool({
          ...program,
          env: { ...program.env, MAX_MEDIA_SECONDS: String(settings.maxMediaSeconds) },
          size: settings.concurrency,
          idleSeconds: settings.engineIdle,
          limits: limitsOf(settings),
        }),
    };
    const needed = needs ? [LocalModels, needs, { provide: WORKER_NEEDS, useExisting: needs }] : [];
    return { module: EngineModule, providers: [pool, ...needed], exports: [pool, ...needed] };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.engines.close();
  }
}

const MB = 1024 ** 2;

/** What an engine may use. Its time is limited by that of its task. */
const limitsOf = ({ engineMemory, engineFileSize }: WorkerSettings): ProcessLimits => ({
  memoryBytes: engineMemory > 0 ? engineMemory * MB : memoryHere(),
  fileBytes: engineFileSize * MB,
  openFiles: 4096,
  processes: 16_384,
});

/** The memory of this machine, or of the container where that is less. */
const memoryHere = (): number => Math.min(totalmem(), process.constrainedMemory() || Infinity);

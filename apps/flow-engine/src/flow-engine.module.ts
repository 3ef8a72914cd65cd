import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { Expressions, JobReader, JobStore } from '@switchyard/flows';
import { RedisIndicator } from '@switchyard/platform';
import { FlowProcessor, FlowQueue, FlowQueueModule, HintRunner, flowProcessor } from '@switchyard/queue';
import { Keys, RedisConnection } from '@switchyard/redis';
import { Breakpoints } from './breakpoints';
import { ENGINE_ID } from './engine-id';
import { FlowEngine } from './flow-engine';
import { FlowEngineSettings } from './flow-engine.settings';
import { FlowRunner } from './flow-runner';
import { Heart } from './heart';
import { Retention } from './retention';
import { RoutineWork } from './routine-work';
import { TaskRuns } from './task-runs';
import { TaskWatch } from './task-watch';

const jobStore: FactoryProvider<JobStore> = {
  provide: JobStore,
  inject: [RedisConnection, Keys, FlowEngineSettings, FlowQueue],
  useFactory: ({ client }: RedisConnection, keys: Keys, settings: FlowEngineSettings, queue: FlowQueue) =>
    new JobStore(
      client,
      keys,
      {
        eventsMax: settings.eventsMax,
        stateTtlMs: settings.stateTtl * 1000,
        leaseMs: settings.flowLease * 1000,
      },
      queue,
    ),
};

const jobReader: FactoryProvider<JobReader> = {
  provide: JobReader,
  inject: [RedisConnection, Keys],
  useFactory: ({ client }: RedisConnection, keys: Keys) => new JobReader(client, keys),
};

/** One flow engine: any number of them share the work of all jobs. */
@Module({
  imports: [FlowQueueModule],
  providers: [
    { provide: ENGINE_ID, useFactory: () => `flow-engine@${hostname()}-${process.pid}-${randomUUID().slice(0, 6)}` },
    ...[jobStore, jobReader, Expressions, TaskWatch, TaskRuns, RoutineWork, Breakpoints, FlowRunner],
    { provide: HintRunner, useExisting: FlowRunner },
    ...[Retention, Heart, FlowEngine, RedisIndicator],
  ],
})
export class FlowEngineModule {
  static forRoot({ flowConcurrency, flowLease }: FlowEngineSettings): DynamicModule {
    return {
      module: FlowEngineModule,
      providers: [{ provide: FlowProcessor, useClass: flowProcessor(flowConcurrency, flowLease * 1000) }],
    };
  }
}

import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { ServiceName } from '@switchyard/contracts';
import { InputEgress, inputEgress } from '@switchyard/egress';
import { GpuLockManager, loadGpuLockSettings, type GpuLockSettings } from '@switchyard/gpu-lock';
import { LOGGER, type Logger } from '@switchyard/observability';
import { processorFor, queuesOf, type JobRunner, type ServiceProcessor } from '@switchyard/queue';
import { Keys, RedisConnection } from '@switchyard/redis';
import { queueName, type Lane } from '@switchyard/task-store';
import { AttemptOutcomes } from './attempt-outcomes';
import { Attempts } from './attempts';
import { Cancels } from './cancels';
import { PROCESSORS, Consumption } from './consumption';
import { GpuDevices } from './gpu/gpu-devices';
import { GpuJobs } from './gpu/gpu-jobs';
import { PoolEngines } from './gpu/pool-engines';
import { WaitingTasks } from './gpu/waiting-tasks';
import { WorkerGpus } from './gpu/worker-gpus';
import { Handlers } from './handlers';
import { Heartbeat } from './heartbeat';
import { LiveTimeouts } from './live-timeouts';
import { OutputCopies } from './output-copies';
import { Places } from './places';
import { Readiness } from './readiness';
import { RemoteInputs } from './remote-inputs';
import { TaskRunner } from './task-runner';
import { TaskWork } from './task-work';
import { Worker } from './worker';
import { WorkerIdentity } from './worker-identity';
import { WORKER_INDICATORS } from './worker-indicators';
import { WorkerMetrics } from './worker-metrics';
import { WorkerPresence } from './worker-presence';
import type { WorkerSettings } from './worker-settings';

export interface WorkerParts {
  service: ServiceName;
  /** The app's own part: its tasks and its engines. */
  module: Type;
}

const PARTS: Provider[] = [
  ...[
    AttemptOutcomes,
    Attempts,
    Cancels,
    Consumption,
    GpuJobs,
    Handlers,
    Heartbeat,
    LiveTimeouts,
    OutputCopies,
    Places,
  ],
  ...[PoolEngines, Readiness, RemoteInputs, TaskRunner, TaskWork, WaitingTasks, Worker, WorkerGpus, WorkerMetrics],
  WorkerPresence,
];

const locks = (settings: GpuLockSettings): Provider => ({
  provide: GpuLockManager,
  inject: [RedisConnection, Keys, WorkerIdentity, GpuDevices, PoolEngines, LOGGER],
  useFactory: (
    redis: RedisConnection,
    keys: Keys,
    { id: worker }: WorkerIdentity,
    { devices }: GpuDevices,
    engines: PoolEngines,
    log: Logger,
  ) => new GpuLockManager({ redis, keys, worker, devices: [...devices], engines, settings, log, onRefused }),
});

/** Everything of a worker but its work. */
@Module({})
export class WorkerModule {
  /** @throws GpuUnavailableError when GPUs are wanted that cannot be used */
  static async for(
    { service, module }: WorkerParts,
    settings: WorkerSettings,
    usesGpus: boolean,
  ): Promise<DynamicModule> {
    const gpuSettings = loadGpuLockSettings(settings);
    const gpus = usesGpus ? await GpuDevices.find(service, gpuSettings) : new GpuDevices([]);
    const processors = processorsOf(service, settings, gpus, gpuSettings.gpuPrefetch);
    return {
      module: WorkerModule,
      imports: [DiscoveryModule, module],
      providers: [
        ...PARTS,
        ...WORKER_INDICATORS,
        ...processors,
        locks(gpuSettings),
        { provide: WorkerIdentity, useValue: new WorkerIdentity(service) },
        { provide: GpuDevices, useValue: gpus },
        { provide: InputEgress, useValue: inputEgress(settings.inputAllow) },
        { provide: PROCESSORS, inject: processors, useFactory: (...all: ServiceProcessor[]) => all },
      ],
    };
  }
}

/** A worker without GPUs runs on the CPU what may use one; it leaves alone what was submitted for a GPU and nothing else. */
function processorsOf(
  service: ServiceName,
  { concurrency, heartbeatTimeout }: WorkerSettings,
  { devices }: GpuDevices,
  prefetch: number,
): Type<ServiceProcessor>[] {
  const has = new Set(queuesOf(service));
  const take = (lane: Lane, most: number, runner: Type<JobRunner>): Type<ServiceProcessor>[] => {
    const queue = queueName(service, lane);
    return has.has(queue)
      ? [processorFor({ queue, concurrency: most, redeliverMs: heartbeatTimeout * 1000 }, runner)]
      : [];
  };
  const cpu = take('cpu', concurrency, TaskRunner);
  if (devices.length === 0) return [...cpu, ...take('gpu', concurrency, TaskRunner)];
  const most = devices.length + prefetch;
  return [...cpu, ...take('gpu', most, GpuJobs), ...take('cuda', most, GpuJobs)];
}

/** Ends the worker in order, as a supervisor would: its GPU goes by a name that another host uses. */
function onRefused(): void {
  process.kill(process.pid, 'SIGTERM');
}

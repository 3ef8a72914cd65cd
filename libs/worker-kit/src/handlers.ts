import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { tasksOf, type ServiceName, type TaskDefinition } from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import { gpuLockOf, type GpuLockOptions } from '@switchyard/gpu-lock';
import { GpuDevices } from './gpu/gpu-devices';
import type { AnyEnginePool } from './gpu/pool-engines';
import { refuseUnknownGpus } from './gpu/wanted-gpus';
import { TASK_HANDLER } from './task-handler';
import type { TaskRun } from './task-run';
import { WorkerIdentity } from './worker-identity';
import { WORKER_NEEDS, type WorkerNeeds } from './worker-needs';

export interface Handler {
  task: TaskDefinition;
  run(input: object, run: TaskRun): Promise<object>;
  /** What it wants of a GPU; nothing when it needs none. */
  gpu?: GpuLockOptions;
}

/** A worker whose methods do not match the catalogue; it does not start. */
export class HandlerMismatchError extends Error {
  constructor(
    service: ServiceName,
    readonly faults: string[],
  ) {
    super(`the ${service} worker does not match the catalogue:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

/** The methods of the app marked with `@TaskHandler()`, found in every provider; refuses missing, double and foreign ones. */
@Injectable()
export class Handlers implements OnModuleInit {
  private byTask: ReadonlyMap<string, Handler> = new Map();
  /** What the app's worker needs besides code; most need nothing. */
  needs: WorkerNeeds | undefined;
  /** The pools of the app's engines. */
  pools: readonly AnyEnginePool[] = [];

  constructor(
    private readonly worker: WorkerIdentity,
    private readonly gpus: GpuDevices,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const providers = this.discovery.getProviders();
    const instances = providers.map(({ instance }) => instance as unknown);
    const found = instances.flatMap((instance) => this.handlersIn(instance));
    this.byTask = matchCatalogue(this.worker.service, found);
    refuseUnknownGpus(this.byTask.values(), this.gpus.devices);
    this.needs = providers.find(({ token }) => token === WORKER_NEEDS)?.instance as WorkerNeeds | undefined;
    this.pools = [...new Set(instances.filter((instance) => instance instanceof EnginePool))];
  }

  get(taskName: string): Handler | undefined {
    return this.byTask.get(taskName);
  }

  private handlersIn(instance: unknown): (Handler & { place: string })[] {
    if (typeof instance !== 'object' || instance === null) return [];
    const prototype = Object.getPrototypeOf(instance) as object | null;
    if (!prototype) return [];
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const method = (prototype as Record<string, unknown>)[name];
      if (typeof method !== 'function') return [];
      const task = Reflect.getMetadata(TASK_HANDLER, method) as TaskDefinition | undefined;
      if (!task) return [];
      const run = method.bind(instance) as Handler['run'];
      const gpu = gpuLockOf(method as Handler['run']);
      return [{ task, run, gpu, place: `${instance.constructor.name}.${name}` }];
    });
  }
}

/** Holds the handlers that were found against the tasks the service has to serve. */
export function matchCatalogue(service: ServiceName, found: (Handler & { place: string })[]): Map<string, Handler> {
  const faults: string[] = [];
  const handlers = new Map<string, Handler & { place: string }>();
  for (const handler of found) {
    const { name } = handler.task;
    const other = handlers.get(name);
    if (handler.task.service !== service)
      faults.push(`${handler.place} handles ${name}, a task of ${handler.task.service}`);
    else if (other) faults.push(`${name} has two handlers: ${other.place} and ${handler.place}`);
    else handlers.set(name, handler);
    const wrong = gpuFault(handler);
    if (wrong) faults.push(wrong);
  }
  for (const { name } of tasksOf(service)) {
    if (!handlers.has(name)) faults.push(`${name} has no handler; mark a method with @TaskHandler()`);
  }
  if (faults.length > 0) throw new HandlerMismatchError(service, faults);
  return handlers;
}

/** A task waits in the line for GPUs if and only if its method takes a lease. */
function gpuFault({ task, gpu, place }: Handler & { place: string }): string | undefined {
  if (gpu && task.device === 'cpu') return `${place} is marked with @GpuLock(), but ${task.name} never uses a GPU`;
  if (!gpu && task.device !== 'cpu') return `${task.name} may use a GPU; mark ${place} with @GpuLock()`;
  return undefined;
}

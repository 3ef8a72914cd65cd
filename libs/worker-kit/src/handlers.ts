import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { tasksOf, type ServiceName, type TaskDefinition } from '@switchyard/contracts';
import { EnginePool } from '@switchyard/engine';
import { gpuLockOf, type GpuLockOptions } from '@switchyard/gpu-lock';
import type { AnyEnginePool } from './gpu/pool-engines';
import { TASK_HANDLER } from './task-handler';
import type { TaskRun } from './task-run';
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

/** Finds the methods marked with `@TaskHandler()` in every provider of the app. */
@Injectable()
export class HandlerExplorer {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** The handler of each task of the service, by task name; refuses missing, double and foreign ones. */
  handlersOf(service: ServiceName): Map<string, Handler> {
    const found = this.discovery.getProviders().flatMap(({ instance }) => this.handlersIn(instance));
    return matchCatalogue(service, found);
  }

  /** What the app's worker needs besides code; most need nothing. */
  needs(): WorkerNeeds | undefined {
    const provider = this.discovery.getProviders().find(({ token }) => token === WORKER_NEEDS);
    return provider?.instance as WorkerNeeds | undefined;
  }

  /** The pools of the app's engines. */
  pools(): AnyEnginePool[] {
    const instances = this.discovery.getProviders().map(({ instance }) => instance as unknown);
    return [...new Set(instances.filter((instance) => instance instanceof EnginePool))];
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

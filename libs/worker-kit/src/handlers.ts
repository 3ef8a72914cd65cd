import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { tasksOf, type ServiceName, type TaskDefinition } from '@switchyard/contracts';
import { TASK_HANDLER } from './task-handler';
import type { TaskRun } from './task-run';
import { WORKER_NEEDS, type WorkerNeeds } from './worker-needs';

export interface Handler {
  task: TaskDefinition;
  run(input: object, run: TaskRun): Promise<object>;
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
      return [{ task, run, place: `${instance.constructor.name}.${name}` }];
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
  }
  for (const { name } of tasksOf(service)) {
    if (!handlers.has(name)) faults.push(`${name} has no handler; mark a method with @TaskHandler()`);
  }
  if (faults.length > 0) throw new HandlerMismatchError(service, faults);
  return handlers;
}

import 'reflect-metadata';
import type { Made, TaskDefinition } from '@switchyard/contracts';
import type { TaskRun } from './task-run';

export const TASK_HANDLER = Symbol('task-handler');

type HandlerMethod<I extends object, O extends object> = (input: I, run: TaskRun) => Promise<Made<O>>;

/**
 * Says which task of the catalogue a method runs. Path inputs arrive as absolute paths below the shared storage; path
 * outputs are returned as absolute paths below `run.outputDir()`.
 */
export function TaskHandler<I extends object, O extends object>(task: TaskDefinition<I, O>) {
  return (
    _prototype: object,
    _key: string | symbol,
    descriptor: TypedPropertyDescriptor<HandlerMethod<I, O>>,
  ): void => {
    if (descriptor.value) Reflect.defineMetadata(TASK_HANDLER, task, descriptor.value);
  };
}

import { isPlainObject, pathsIn, type Provenance, type TaskDefinition } from '@switchyard/contracts';
import type { SharedStorage } from '@switchyard/storage';
import { isAbsolute, resolve, sep } from 'node:path';
import type { AttemptRun } from './attempt-run';

/** A worker's method broke its contract; no input is at fault. */
export class HandlerContractError extends Error {}

/** What a method returned, and what it was called with. */
export interface MadeOutput {
  made: object;
  input: object;
  seconds: number;
}

/** What a method returned as the record keeps it: `/share/…` paths, and how the work was done. */
export function finishOutput(
  task: TaskDefinition,
  { made, input, seconds }: MadeOutput,
  run: AttemptRun,
  storage: SharedStorage,
): object {
  if (!run.work) throw new HandlerContractError(`${task.name} returned without calling run.describe()`);
  const root = storage.attemptDir(run.place);
  const given = givenNames(task, input, run.task.input);
  const outside = pathsIn(task.output, made).find(({ path }) => !isBelow(root, path) && !given.has(path));
  if (outside) throw new HandlerContractError(`${task.name}.${outside.field} is not below run.outputDir()`);
  const named = withPaths(made, (text) => given.get(text) ?? text) as object;
  return { ...shareable(named, root, storage), ...provenance(run, seconds) };
}

/** An output may name an input: by its path here, as the client gave it. */
function givenNames({ input: type }: TaskDefinition, input: object, asked: object): ReadonlyMap<string, string> {
  const names = new Map(pathsIn(type, asked).map(({ field, path }) => [field, path]));
  return new Map([...names].map(([field, name]) => [String((input as Record<string, unknown>)[field]), name] as const));
}

/** The same with `/share/…` paths for those below a directory. */
export const shareable = (made: object, root: string, storage: SharedStorage): object =>
  withPaths(made, (text) => (isBelow(root, text) ? storage.toSharePath(text) : text)) as object;

/** Paths may also stand deep inside an output, e.g. in a map from format to file. */
function withPaths(value: unknown, translate: (text: string) => string): unknown {
  if (typeof value === 'string') return translate(value);
  if (Array.isArray(value)) return value.map((item) => withPaths(item, translate));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withPaths(item, translate)]));
}

function isBelow(root: string, path: string): boolean {
  return isAbsolute(path) && (resolve(path) === root || resolve(path).startsWith(root + sep));
}

function provenance(run: AttemptRun, seconds: number): Provenance {
  const {
    engine,
    model = null,
    device: used = 'cpu',
    mediaSeconds,
  } = run.work ?? { engine: { name: '', version: '' } };
  const device = used === 'cpu' && run.lease?.device.simulated ? 'cpu (simulated gpu)' : used;
  const duration = Math.round(seconds * 1000) / 1000;
  const real_time_factor = mediaSeconds ? Math.round((seconds / mediaSeconds) * 1e4) / 1e4 : null;
  return { engine, model, device, duration, real_time_factor };
}

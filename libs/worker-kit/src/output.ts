import { isPlainObject, pathsIn, type Provenance, type TaskDefinition } from '@switchyard/contracts';
import type { SharedStorage } from '@switchyard/storage';
import { isAbsolute, resolve, sep } from 'node:path';
import type { AttemptRun } from './attempt-run';

/** A worker's method broke its contract; no input is at fault. */
export class HandlerContractError extends Error {}

/** What a method returned as the record keeps it: `/share/…` paths, and how the work was done. */
export function finishOutput(
  task: TaskDefinition,
  made: object,
  run: AttemptRun,
  seconds: number,
  storage: SharedStorage,
): object {
  if (!run.work) throw new HandlerContractError(`${task.name} returned without calling run.describe()`);
  const root = storage.attemptDir(run.place);
  const outside = pathsIn(task.output, made).find(({ path }) => !isBelow(root, path));
  if (outside) throw new HandlerContractError(`${task.name}.${outside.field} is not below run.outputDir()`);
  return { ...shareable(made, root, storage), ...provenance(run, seconds) };
}

/** The same with `/share/…` paths for those below a directory. */
export const shareable = (made: object, root: string, storage: SharedStorage): object =>
  withSharePaths(made, (text) => (isBelow(root, text) ? storage.toSharePath(text) : text)) as object;

/** Paths may also stand deep inside an output, e.g. in a map from format to file. */
function withSharePaths(value: unknown, translate: (text: string) => string): unknown {
  if (typeof value === 'string') return translate(value);
  if (Array.isArray(value)) return value.map((item) => withSharePaths(item, translate));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withSharePaths(item, translate)]));
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

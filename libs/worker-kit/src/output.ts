import { pathsIn, type Provenance, type TaskDefinition } from '@switchyard/contracts';
import type { SharedStorage } from '@switchyard/storage';
import { relative, sep } from 'node:path';
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
  const shared = Object.fromEntries(
    pathsIn(task.output, made).map(({ field, path }) => {
      if (isOutside(storage.attemptDir(run.place), path))
        throw new HandlerContractError(`${task.name}.${field} is not below run.outputDir`);
      return [field, storage.toSharePath(path)];
    }),
  );
  return { ...made, ...shared, ...provenance(run, seconds) };
}

function provenance(run: AttemptRun, seconds: number): Provenance {
  const { engine, model = null, device = 'cpu', mediaSeconds } = run.work ?? { engine: { name: '', version: '' } };
  const duration = Math.round(seconds * 1000) / 1000;
  const real_time_factor = mediaSeconds ? Math.round((seconds / mediaSeconds) * 1e4) / 1e4 : null;
  return { engine, model, device, duration, real_time_factor };
}

function isOutside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '..' || way.startsWith(`..${sep}`) || way.startsWith(sep);
}

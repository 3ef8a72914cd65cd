import { basename } from 'node:path';
import { EngineCrashedError, InternalTaskError, RevivedTaskError, TaskError, toTaskError } from '@switchyard/contracts';
import type { CarriedFailure } from './protocol';
import { metLimit, withOwnLimits } from './process-limits';
import { shortened } from './text-tail';

/** Whatever an engine's method threw, as data that crosses to the worker. */
export function toCarriedFailure(thrown: unknown): CarriedFailure {
  const error = withStack(thrown);
  return { ...error.toFailure(), deadly: error.deadly };
}

export const fromCarriedFailure = (failure: CarriedFailure): TaskError => new RevivedTaskError(failure);

function withStack(thrown: unknown): TaskError {
  const error = toTaskError(thrown);
  const met = metLimit({ signal: null, words: error.message }, withOwnLimits({}));
  if (met !== undefined && !(thrown instanceof TaskError)) {
    return new EngineCrashedError(basename(process.argv[1] ?? '', '.engine.js'), `it met its limit of ${met}`);
  }
  const defect = !(thrown instanceof TaskError) && error.code === 'INTERNAL_ERROR';
  if (!defect || !(thrown instanceof Error) || !thrown.stack) return error;
  return new InternalTaskError(error.message, shortened(thrown.stack.split('\n').slice(0, 8).join('\n')));
}

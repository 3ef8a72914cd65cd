import {
  DiskFullError,
  PoisonTaskError,
  TaskCancelledError,
  TaskTimeoutError,
  type TaskError,
  type TaskFailure,
} from '@switchyard/contracts';

/** The attempt is not the current one any more; nothing it writes is heard. */
export class AttemptLostError extends Error {
  constructor() {
    super('this attempt was replaced by another one');
  }
}

/** The worker ends before the task did; the task goes back to its queue and loses no attempt. */
export class DrainError extends Error {
  constructor() {
    super('the worker was asked to end');
  }
}

/** An attempt that would begin on a full disk; it is tried again until there is room, and loses no attempt. */
export class NoRoomError extends DiskFullError {}

export type Verdict =
  | { kind: 'end'; ending: 'failed' | 'cancelled' | 'timed_out'; failure: TaskFailure }
  | { kind: 'retry'; failure: TaskFailure & { deadly: boolean } };

/** What becomes of a task whose attempt failed. */
export function judge(
  error: TaskError,
  task: { attempt: number; max_attempts: number; deaths: number },
  poisonLimit: number,
): Verdict {
  const end = (ending: 'failed' | 'cancelled' | 'timed_out', cause: TaskError): Verdict => ({
    kind: 'end',
    ending,
    failure: cause.toFailure(),
  });
  if (error instanceof TaskCancelledError) return end('cancelled', error);
  if (error instanceof TaskTimeoutError) return end('timed_out', error);
  const deaths = task.deaths + (error.deadly ? 1 : 0);
  if (error.deadly && deaths >= poisonLimit) return end('failed', new PoisonTaskError(deaths, error));
  if (!error.retryable || task.attempt >= task.max_attempts) return end('failed', error);
  return { kind: 'retry', failure: { ...error.toFailure(), deadly: error.deadly } };
}

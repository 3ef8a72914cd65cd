import type { JobFailure } from '@switchyard/flows';

/** What an activation failed of. */
export class WorkError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** Another try can help. */
    readonly retryable = true,
    readonly taskId?: string,
  ) {
    super(message);
  }

  toFailure(routineId: string): JobFailure {
    const { code, message, taskId } = this;
    return { code, message, routine_id: routineId, ...(taskId ? { task_id: taskId } : {}) };
  }
}

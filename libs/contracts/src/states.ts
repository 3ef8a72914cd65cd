export const TASK_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'timed_out', 'expired'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Every step a task may take; final states have none. */
export const TRANSITIONS: Readonly<Record<TaskState, readonly TaskState[]>> = {
  queued: ['running', 'cancelled', 'expired', 'failed'],
  running: ['succeeded', 'failed', 'cancelled', 'timed_out', 'queued'],
  succeeded: [],
  failed: [],
  cancelled: [],
  timed_out: [],
  expired: [],
};

export const FINAL_STATES: readonly TaskState[] = TASK_STATES.filter((state) => TRANSITIONS[state].length === 0);

export const isFinal = (state: TaskState): boolean => TRANSITIONS[state].length === 0;

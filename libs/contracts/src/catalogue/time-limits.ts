import type { TaskDefinition } from './task-definition';

/** The limits of one attempt in seconds, from its start; each less than the next. */
export interface TimeLevels {
  /** Worth a warning. */
  warning: number;
  /** It is asked to end. */
  soft: number;
  /** It is ended. */
  hard: number;
}

/** Of a hard limit that comes without the others. */
export const LIMIT_SHARES = { warning: 0.5, soft: 0.8 };

/** The limits of a task whose submission names none. @param standard those of the installation */
export function timeLevels({ limits }: Pick<TaskDefinition, 'limits'>, standard: TimeLevels): TimeLevels {
  if (!limits) return standard;
  const {
    timeout: hard,
    soft = hard * LIMIT_SHARES.soft,
    warning = (soft * LIMIT_SHARES.warning) / LIMIT_SHARES.soft,
  } = limits;
  return { hard, soft, warning };
}

/** The limits of an attempt at a task, given its hard one. */
export function timeLevelsOf(
  task: Pick<TaskDefinition, 'limits'>,
  hardSeconds: number,
  standard: TimeLevels,
): TimeLevels {
  const own = timeLevels(task, standard);
  return own.hard === hardSeconds ? own : scaledTo(hardSeconds);
}

const scaledTo = (hard: number): TimeLevels => ({
  hard,
  soft: hard * LIMIT_SHARES.soft,
  warning: hard * LIMIT_SHARES.warning,
});

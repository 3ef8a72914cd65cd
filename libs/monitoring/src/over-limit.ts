import { LIMIT_SHARES, type TimeLevels } from '@switchyard/contracts';
import type { Keys, RedisClient } from '@switchyard/redis';
import { script } from './script';

const OVER = script('over_limit');

/** A running task that is past one of its limits. */
export interface OverLimit {
  taskId: string;
  level: keyof TimeLevels;
}

/**
 * Those of some tasks of one name that ran for longer than a limit and a grace, and whose event log does not say so yet; Redis
 * looks, because they are many.
 * @param levels of the task's name
 */
export async function overLimit(
  redis: RedisClient,
  keys: Keys,
  taskIds: string[],
  { levels, graceMs, heartbeatTimeoutMs }: { levels: TimeLevels; graceMs: number; heartbeatTimeoutMs: number },
): Promise<OverLimit[]> {
  const { warning, soft, hard } = levels;
  const flat = (await OVER.run(
    redis,
    [keys.heartbeats, keys.detector, ...taskIds.map(keys.task)],
    [graceMs, heartbeatTimeoutMs, warning, soft, hard, LIMIT_SHARES.warning, LIMIT_SHARES.soft],
  )) as (number | string)[];
  const over: OverLimit[] = [];
  for (let at = 0; at < flat.length; at += 2) {
    const taskId = taskIds[Number(flat[at]) - 1];
    if (taskId !== undefined) over.push({ taskId, level: flat[at + 1] as keyof TimeLevels });
  }
  return over;
}

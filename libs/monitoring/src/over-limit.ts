import type { Keys, RedisClient } from '@switchyard/redis';
import { script } from './script';

const OVER = script('over_limit');

/** Those of some tasks that ran for longer than their limit and a grace, as their worker said; Redis looks, because they are many. */
export async function overLimit(redis: RedisClient, keys: Keys, taskIds: string[], graceMs: number): Promise<string[]> {
  const places = (await OVER.run(redis, taskIds.map(keys.task), [graceMs])) as number[];
  return places.flatMap((place) => taskIds[place - 1] ?? []);
}

import type { Keys, RedisClient } from '@switchyard/redis';

const MINUTE_MS = 60_000;
const MINUTES_OF_A_DAY = 1440;

export interface FlowMinute {
  start_time: string;
  activations: number;
  errors: number;
  jobs_completed: number;
  jobs_failed: number;
  /** Milliseconds that its activations took together. */
  worked_ms: number;
}

/** What the jobs of a flow did in each of the last minutes, oldest first. @param count at most 1440 */
export async function flowMinutes(
  redis: RedisClient,
  keys: Keys,
  flowId: string,
  count: number,
  nowMs = Date.now(),
): Promise<FlowMinute[]> {
  const last = Math.floor(nowMs / MINUTE_MS);
  const minutes = Array.from({ length: count }, (_none, at) => last - count + 1 + at);
  const texts = await redis.hmget(
    keys.flowMetrics(flowId),
    ...minutes.map((minute) => String(minute % MINUTES_OF_A_DAY)),
  );
  return minutes.map((minute, at) => {
    const counts = (texts[at] ?? '').split(' ').map(Number);
    const [activations = 0, errors = 0, jobs_completed = 0, jobs_failed = 0, worked_ms = 0] =
      counts[0] === minute ? counts.slice(1) : [];
    const start_time = new Date(minute * MINUTE_MS).toISOString();
    return { start_time, activations, errors, jobs_completed, jobs_failed, worked_ms };
  });
}

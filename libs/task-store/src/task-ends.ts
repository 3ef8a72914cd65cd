import type { RedisClient } from '@switchyard/redis';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MINUTES_OF_A_DAY = 1440;

/** How many tasks ended in a period, and how long those ran that succeeded. */
export interface TaskEnds {
  succeeded: number;
  /** Also timed out and expired. */
  failed: number;
  cancelled: number;
  succeededMs: number;
}

/** Counts of what ended; they stay when the tasks are removed. */
export class TaskEndCounts {
  constructor(
    private readonly redis: RedisClient,
    private readonly key: string,
  ) {}

  /** Since midnight UTC. */
  async today(nowMs = Date.now()): Promise<TaskEnds> {
    const day = Math.floor(nowMs / DAY_MS);
    return endsOf(await this.redis.hget(this.key, `day${day % 2}`), day);
  }

  /** The last minutes, oldest first; the last one goes on. @param count at most 1440 */
  async minutes(count: number, nowMs = Date.now()): Promise<(TaskEnds & { startedAtMs: number })[]> {
    const last = Math.floor(nowMs / MINUTE_MS);
    const minutes = Array.from({ length: count }, (_none, at) => last - count + 1 + at);
    const texts = await this.redis.hmget(this.key, ...minutes.map((minute) => String(minute % MINUTES_OF_A_DAY)));
    return minutes.map((minute, at) => ({
      startedAtMs: minute * MINUTE_MS,
      ...endsOf(texts[at] ?? null, minute),
    }));
  }
}

/** A field that holds another period says nothing of this one. */
function endsOf(text: string | null, period: number): TaskEnds {
  const [of, succeeded = 0, failed = 0, cancelled = 0, succeededMs = 0] = (text ?? '').split(' ').map(Number);
  if (of !== period) return { succeeded: 0, failed: 0, cancelled: 0, succeededMs: 0 };
  return { succeeded, failed, cancelled, succeededMs };
}

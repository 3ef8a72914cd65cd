/** How one queue is doing. */
export interface QueueLoad {
  waiting: number;
  running: number;
  /** Age of the oldest task that waits. */
  oldestSeconds: number;
  /** Live worker processes that take its tasks. */
  workers: number;
  /** Tasks that one of them works on at the same time. */
  concurrency: number;
}

/** At most twice as many workers at a time, as the autoscaler of Kubernetes does it too. */
const MOST_GROWTH = 2;

/**
 * How many worker processes a queue needs so that no task waits for longer than a target. An empty queue needs none. Where the
 * oldest task waits for too long the number grows in proportion to its age, as in Kubernetes' `ceil(now × value / target)`; never
 * above what the tasks can keep busy. Else the workers that are busy stay, and at least one.
 */
export function desiredWorkers(
  { waiting, running, oldestSeconds, workers, concurrency }: QueueLoad,
  targetSeconds: number,
): number {
  const useful = Math.ceil((waiting + running) / concurrency);
  const busy = Math.max(1, Math.ceil(running / concurrency));
  const late = oldestSeconds / targetSeconds;
  const wanted = late > 1 ? Math.ceil(Math.max(1, workers) * Math.min(late, MOST_GROWTH)) : busy;
  return Math.min(useful, Math.max(busy, wanted));
}

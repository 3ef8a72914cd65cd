import type { Keys, RedisClient } from '@switchyard/redis';

/** However still it is, a worker looks this often: a wake-up that died with the worker it woke costs no more. */
const LONGEST_WAIT_MS = 5000;
/** A reply that is this late will not come: the connection is dead and nobody has noticed. */
const REPLY_LATE_MS = 2000;

/** Waits until one of some queues has something to take; each wake-up wakes one worker. */
export class QueueBell {
  private readonly bells: string[];
  private closed = false;

  /** @param connection of its own, because it blocks */
  constructor(
    private readonly connection: RedisClient,
    keys: Keys,
    queues: readonly string[],
  ) {
    this.bells = queues.map((queue) => keys.bell(queue));
  }

  /** @param dueInMs when a task is known to become due, if one is */
  async wait(dueInMs: number | null): Promise<void> {
    if (this.closed) return;
    const ms = Math.max(1, Math.min(dueInMs ?? LONGEST_WAIT_MS, LONGEST_WAIT_MS));
    const late = setTimeout(() => this.connection.disconnect(true), ms + REPLY_LATE_MS);
    try {
      await this.connection.bzpopmin(...this.bells, ms / 1000);
    } catch (error) {
      if (!this.closed) throw error;
    } finally {
      clearTimeout(late);
    }
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.connection.disconnect();
  }
}

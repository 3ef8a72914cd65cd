import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@switchyard/observability';
import { isRedisOutage } from '@switchyard/redis';

const AGAIN_MS = 1000;

/**
 * Writes an outcome, however long it takes: a Redis that is full, has no disk or was demoted answers, but takes nothing. It is
 * waited for like one that is gone; an outcome that was written already is answered the same again.
 */
export async function untilWritten<T>(write: () => Promise<T>, log: Pick<Logger, 'warn'>): Promise<T> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isRedisOutage(error)) throw error;
      log.warn({ event: 'outcome.refused', error: String(error) });
      await pause(AGAIN_MS);
    }
  }
}

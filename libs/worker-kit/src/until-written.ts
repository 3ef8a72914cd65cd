import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@switchyard/observability';
import { isRedisOutage } from '@switchyard/redis';

const AGAIN_MS = 1000;

/**
 * Writes a claim or an outcome, however long it takes: a Redis that is full, has no disk or was demoted answers, but takes
 * nothing. A worker waits for it as for one that is gone; what was written already is answered the same again.
 */
export async function untilWritten<T>(write: () => Promise<T>, log: Pick<Logger, 'warn'>): Promise<T> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isRedisOutage(error)) throw error;
      log.warn({ event: 'write.refused', error: String(error) });
      await pause(AGAIN_MS);
    }
  }
}

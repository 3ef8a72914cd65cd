import type { TaskEvent } from '@switchyard/client';

export interface Attempt {
  number: number;
  worker: string;
  startedAt: string;
  endedAt?: string;
  /** Type of the event that ended it. */
  ending?: TaskEvent['type'];
  /** Why, in the words of the event. */
  why?: string;
}

const ENDINGS = new Set([
  'completed',
  'failed',
  'cancelled',
  'hard_timeout',
  'orphaned',
  'retry',
  'queued',
  'released',
]);

/** The attempts of a task and why each of them ended, out of its events. */
export function attemptsOf(events: readonly TaskEvent[]): Attempt[] {
  const attempts: Attempt[] = [];
  for (const event of events) {
    const current = attempts.at(-1);
    if (event.type === 'started') {
      attempts.push({ number: Number(event.payload['attempt']), worker: event.producer, startedAt: event.timestamp });
    } else if (current && !current.ending && ENDINGS.has(event.type)) {
      Object.assign(current, { endedAt: event.timestamp, ending: event.type, why: whyOf(event) });
    }
  }
  return attempts;
}

function whyOf({ payload }: TaskEvent): string | undefined {
  const error = (payload['error'] ?? payload) as { code?: unknown; message?: unknown };
  return typeof error.message === 'string' ? error.message : undefined;
}

import type { TaskEvent } from '@switchyard/client';

/** The text that a running language model has told so far; a new attempt or try begins anew. */
export function toldText(events: readonly TaskEvent[]): string {
  const start = events.findLastIndex(({ type }) => type === 'started');
  const parts = new Map<unknown, string>();
  let tries: unknown;
  for (const { type, payload } of events.slice(start + 1)) {
    if (type !== 'output' || typeof payload['text'] !== 'string' || 'start' in payload) continue;
    if (payload['try'] !== tries) parts.clear();
    tries = payload['try'];
    parts.set(payload['part'], (parts.get(payload['part']) ?? '') + payload['text']);
  }
  return [...parts.values()].join('\n');
}

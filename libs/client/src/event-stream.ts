import { setTimeout as sleep } from 'node:timers/promises';
import { RETRY_MS, mayPass, type FollowOptions } from './retrying';
import type { TaskEvent } from './schemas';
import { SseReader } from './sse-reader';
import type { SwitchyardClient } from './switchyard-client';
import { FINAL, LAST } from './words';

/** The gateway sends a sign of life every 15 s. */
const SILENCE_MS = 45_000;

/** Every event of a task from its first to its last; a lost connection is taken up where it broke. */
export async function* followEvents(
  client: SwitchyardClient,
  taskId: string,
  { signal = client.signal, onLost }: FollowOptions,
): AsyncGenerator<TaskEvent> {
  let seq = 0;
  let failures = 0;
  for (;;) {
    try {
      for await (const event of oneConnection(client, taskId, seq, signal)) {
        failures = 0;
        seq = event.seq;
        yield event;
        if (LAST.has(event.type)) return;
      }
      const { status } = await client.tasks.status(taskId);
      if (FINAL.has(status)) return;
    } catch (error) {
      signal.throwIfAborted();
      if (!mayPass(error) || failures >= RETRY_MS.length) throw error;
    }
    if (failures === 0) onLost?.();
    await sleep(RETRY_MS[failures] ?? 5000, undefined, { signal });
    failures += 1;
  }
}

async function* oneConnection(
  client: SwitchyardClient,
  taskId: string,
  afterSeq: number,
  signal: AbortSignal,
): AsyncGenerator<TaskEvent> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const call = client.http.GET('/v1/tasks/{id}/events', {
      params: { path: { id: taskId }, header: { 'Last-Event-ID': afterSeq } },
      headers: { accept: 'text/event-stream' },
      parseAs: 'stream',
      signal: AbortSignal.any([signal, silence.signal]),
    });
    const reader = new SseReader();
    const body: AsyncIterable<Uint8Array> = await client.take(call);
    for await (const chunk of body) {
      timer.refresh();
      // `gap` and whatever else has no id is about the stream, not about the task.
      for (const { id, data } of reader.feed(chunk)) if (id !== undefined) yield JSON.parse(data) as TaskEvent;
    }
  } finally {
    clearTimeout(timer);
  }
}

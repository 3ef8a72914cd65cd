import type { TaskEvent } from '@switchyard/contracts';
import type { RedisConnection } from '@switchyard/redis';
import type { TaskStore } from '@switchyard/task-store';
import { followTask, isOver } from './follow-task';

const KEEP_ALIVE_MS = 15_000;

export interface StreamTarget {
  /** False when the reader is slow and the writer has to wait for `drained`. */
  write(text: string): boolean;
  drained(): Promise<void>;
  readonly closed: boolean;
  onClose(listener: () => void): void;
}

/**
 * Sends the events of one task as server-sent events: the stored ones after `afterSeq`, then the new ones, each once and in
 * order. The stream ends with the task. A `gap` event comes first when older events were trimmed.
 */
export async function streamEvents(
  store: TaskStore,
  redis: RedisConnection,
  taskId: string,
  afterSeq: number,
  target: StreamTarget,
): Promise<void> {
  const gone = new AbortController();
  const keepAlive = setInterval(() => target.write(': keep-alive\n\n'), KEEP_ALIVE_MS);
  target.onClose(() => gone.abort());
  if (target.closed) gone.abort();
  try {
    let seq = afterSeq;
    for await (const event of followTask(store, redis, taskId, { afterSeq, signal: gone.signal })) {
      if (event.seq > seq + 1) target.write(`event: gap\ndata: {"first_seq":${event.seq}}\n\n`);
      if (!target.write(frame(event))) await target.drained();
      if (target.closed) return;
      seq = event.seq;
    }
  } finally {
    clearInterval(keepAlive);
  }
}

/** Whether a stream after an event would stay empty for ever. */
export const nothingIsLeft = async (store: TaskStore, taskId: string, afterSeq: number): Promise<boolean> =>
  (await isOver(store, taskId)) && (await store.read.events(taskId, afterSeq, 1)).length === 0;

const frame = (event: TaskEvent): string =>
  `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

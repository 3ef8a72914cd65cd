import { LAST_EVENTS, isFinal, type TaskEvent } from '@switchyard/contracts';
import type { RedisConnection } from '@switchyard/redis';
import type { TaskStore } from '@switchyard/task-store';
import { Bell, listen } from './event-feed';

const KEEP_ALIVE_MS = 15_000;
const PAGE = 200;

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
  const bell = new Bell();
  const unlisten = listen(redis.subscriber, store.keys.taskEvents(taskId), () => bell.ring());
  const keepAlive = setInterval(() => target.write(': keep-alive\n\n'), KEEP_ALIVE_MS);
  target.onClose(() => bell.ring());
  try {
    let seq = afterSeq;
    while (!target.closed) {
      const over = await isOver(store, taskId);
      const events = await store.read.events(taskId, seq, PAGE);
      for (const event of events) {
        if (event.seq > seq + 1) target.write(`event: gap\ndata: {"first_seq":${event.seq}}\n\n`);
        if (!target.write(frame(event))) await target.drained();
        seq = event.seq;
        if (LAST_EVENTS.has(event.type)) return;
      }
      if (events.length === PAGE) continue;
      if (over) return;
      await bell.next();
    }
  } finally {
    clearInterval(keepAlive);
    unlisten();
  }
}

/** Call it before reading the events: a task that is over by then gets no more of them. */
async function isOver(store: TaskStore, taskId: string): Promise<boolean> {
  const task = await store.read.summary(taskId);
  return !task || isFinal(task.status);
}

/** Whether a stream after an event would stay empty for ever. */
export const nothingIsLeft = async (store: TaskStore, taskId: string, afterSeq: number): Promise<boolean> =>
  (await isOver(store, taskId)) && (await store.read.events(taskId, afterSeq, 1)).length === 0;

const frame = (event: TaskEvent): string =>
  `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

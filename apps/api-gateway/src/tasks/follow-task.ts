import { LAST_EVENTS, isFinal, type TaskEvent } from '@switchyard/contracts';
import type { RedisConnection } from '@switchyard/redis';
import type { TaskStore } from '@switchyard/task-store';
import { Bell, listen } from './event-feed';

const PAGE = 200;

export interface FollowOptions {
  /** Events up to this one are left out. */
  afterSeq: number;
  /** Aborts when the reader is gone. */
  signal: AbortSignal;
}

/**
 * The events of one task: the stored ones, then the new ones, each once and in order. They end with the task. Where older events
 * were trimmed the numbers have a gap.
 */
export async function* followTask(
  store: TaskStore,
  redis: RedisConnection,
  taskId: string,
  { afterSeq, signal }: FollowOptions,
): AsyncGenerator<TaskEvent, void> {
  const bell = new Bell();
  const ring = (): void => bell.ring();
  const unlisten = listen(redis.subscriber, store.keys.taskEvents(taskId), ring);
  signal.addEventListener('abort', ring);
  try {
    let seq = afterSeq;
    while (!signal.aborted) {
      const over = await isOver(store, taskId);
      const events = await store.read.events(taskId, seq, PAGE);
      for (const event of events) {
        yield event;
        seq = event.seq;
        if (LAST_EVENTS.has(event.type)) return;
      }
      if (events.length === PAGE) continue;
      if (over) return;
      await bell.next();
    }
  } finally {
    signal.removeEventListener('abort', ring);
    unlisten();
  }
}

/** Call it before reading the events: a task that is over by then gets no more of them. */
export async function isOver(store: TaskStore, taskId: string): Promise<boolean> {
  const task = await store.read.summary(taskId);
  return !task || isFinal(task.status);
}

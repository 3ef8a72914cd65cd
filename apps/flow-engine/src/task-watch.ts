import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { isFinal } from '@switchyard/contracts';
import { RedisConnection } from '@switchyard/redis';
import { TaskStore, type StoredTask } from '@switchyard/task-store';

/** A message may be missed: so often all tasks are looked at without one. */
const LOOK_EVERY_MS = 5000;

/** Waits for the ends of tasks: one connection, however many tasks. */
@Injectable()
export class TaskWatch implements OnApplicationShutdown {
  private readonly waiting = new Map<string, (task: StoredTask) => void>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly store: TaskStore,
    private readonly redis: RedisConnection,
  ) {
    const stem = store.keys.taskEvents('');
    redis.subscriber.on('message', (channel) => {
      if (channel.startsWith(stem)) void this.look([channel.slice(stem.length)]);
    });
    redis.subscriber.on('ready', () => void this.look([...this.waiting.keys()]));
    this.timer = setInterval(() => void this.look([...this.waiting.keys()]), LOOK_EVERY_MS).unref();
  }

  /** Rejects when the signal aborts. */
  async end(task: StoredTask, signal: AbortSignal): Promise<StoredTask> {
    const id = task.task_id;
    const channel = this.store.keys.taskEvents(id);
    const { promise, resolve, reject } = deferred<StoredTask>();
    const give = (): void => reject(new Error('given up'));
    signal.addEventListener('abort', give, { once: true });
    this.waiting.set(id, resolve);
    try {
      signal.throwIfAborted();
      // Redis may be away for longer: then the next look finds it
      void this.redis.subscriber.subscribe(channel).then(
        () => this.look([id]),
        () => undefined,
      );
      return await promise;
    } finally {
      this.waiting.delete(id);
      signal.removeEventListener('abort', give);
      void this.redis.subscriber.unsubscribe(channel).catch(() => undefined);
    }
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async look(ids: string[]): Promise<void> {
    const wanted = ids.filter((id) => this.waiting.has(id));
    const tasks = wanted.length === 0 ? [] : await this.store.read.summaries(wanted).catch(() => []);
    for (const task of tasks) if (isFinal(task.status)) this.waiting.get(task.task_id)?.(task);
  }
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

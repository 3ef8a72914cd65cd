import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { isFinal } from '@switchyard/contracts';
import { RedisConnection } from '@switchyard/redis';
import { TaskStore, type StoredTask } from '@switchyard/task-store';
import { lookWhenHeard } from './event-feed';

/** Waits for the ends of tasks; a gateway that ends waits for none. */
@Injectable()
export class TaskEnds implements OnModuleDestroy {
  private readonly closing = new AbortController();

  constructor(
    private readonly store: TaskStore,
    private readonly redis: RedisConnection,
  ) {}

  /**
   * The task without its input and output: final, or as it is when the time is over.
   * @param hungUp aborts when the client waits no longer
   */
  async wait(task: StoredTask, withinMs: number, hungUp?: AbortSignal): Promise<StoredTask> {
    const signal = AbortSignal.any(hungUp ? [this.closing.signal, hungUp] : [this.closing.signal]);
    return lookWhenHeard(
      this.redis.subscriber,
      this.store.keys.taskEvents(task.task_id),
      { waitMs: withinMs, signal },
      async () => (await this.store.read.summary(task.task_id)) ?? task,
      ({ status }) => isFinal(status),
    );
  }

  onModuleDestroy(): void {
    this.closing.abort();
  }
}

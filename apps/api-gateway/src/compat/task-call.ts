import { Injectable } from '@nestjs/common';
import { isFinal, RequestError, type TaskEvent } from '@switchyard/contracts';
import { RedisConnection } from '@switchyard/redis';
import { TaskStore, type StoredTask } from '@switchyard/task-store';
import { followTask } from '../tasks/follow-task';
import { TaskEnds } from '../tasks/task-ends';
import { failureOf } from './task-failures';

/** What a call needs to follow and end its task. */
@Injectable()
export class TaskWaits {
  constructor(
    readonly store: TaskStore,
    readonly redis: RedisConnection,
    readonly ends: TaskEnds,
  ) {}
}

interface CallOptions {
  detached: boolean;
  /** Aborts when the client is gone, or the gateway ends. */
  signal: AbortSignal;
  waitMs: number;
}

/** A task that a client waits for. */
export class TaskCall {
  private readonly deadline: number;
  private over = false;

  constructor(
    readonly task: StoredTask,
    private readonly waits: TaskWaits,
    private readonly options: CallOptions,
  ) {
    const { signal, waitMs } = options;
    this.deadline = performance.now() + waitMs;
    const stop = (): void => void this.giveUp();
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  }

  /**
   * The task, succeeded.
   * @throws RequestError when it failed, or the wait was too long
   */
  async result(): Promise<StoredTask> {
    const { store, ends } = this.waits;
    const last = await ends.wait(this.task, this.deadline - performance.now(), this.options.signal);
    if (!isFinal(last.status)) {
      await this.giveUp();
      throw this.options.signal.aborted ? ENDING : this.waitedTooLong();
    }
    this.over = true;
    const whole = (await store.read.get(this.task.task_id)) ?? last;
    if (whole.status !== 'succeeded') throw failureOf(whole);
    return whole;
  }

  /** The events of the task as they come; they end with it, with the wait and with the client. */
  async *events(): AsyncGenerator<TaskEvent, void> {
    const signal = AbortSignal.any([
      this.options.signal,
      AbortSignal.timeout(Math.max(1, Math.ceil(this.deadline - performance.now()))),
    ]);
    yield* followTask(this.waits.store, this.waits.redis, this.task.task_id, { afterSeq: 2, signal });
  }

  /** Cancels the task, unless it may go on without its client. */
  async giveUp(): Promise<void> {
    if (this.over || this.options.detached) return;
    this.over = true;
    await this.waits.store.transitions.cancel(this.task, 'gateway').catch(() => undefined);
  }

  private waitedTooLong(): RequestError {
    const { task_id, status } = this.task;
    const after = this.options.detached ? `GET /v1/tasks/${task_id} tells how it goes on` : 'it was cancelled';
    const seconds = Math.round(this.options.waitMs / 1000);
    return new RequestError(
      'WAITED_TOO_LONG',
      'the wait was too long',
      `task ${task_id} (${status}) took more than ${seconds} s; ${after}`,
    );
  }
}

const ENDING = new RequestError('RESOURCE_UNAVAILABLE', 'the gateway is ending', 'send the request again');

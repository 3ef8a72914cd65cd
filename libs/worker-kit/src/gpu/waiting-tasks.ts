import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '@switchyard/observability';
import { TaskStore, type StoredTask } from '@switchyard/task-store';

/** However fast positions change, Redis hears of them no more often than this. */
const LEAST_MS_BETWEEN_WORDS = 1000;

/** The task does not wait for its job any more: it was cancelled, or waits for another one. */
export class WaitOverError extends Error {
  constructor() {
    super('the task does not wait for this job any more');
  }
}

/** A queued task whose job this worker has. */
interface WaitingTask {
  task: StoredTask;
  abort: AbortController;
  reason: string;
  /** Where it stands in the line of a GPU, until its event log tells that it waits. */
  untold?: { position: number; lock_key: string };
  isTold?: boolean;
}

/** The queued tasks of this worker that wait for a GPU: says what each waits for, and hears when one is over. */
@Injectable()
export class WaitingTasks {
  private readonly waiting = new Map<string, WaitingTask>();
  private timer: NodeJS.Timeout | undefined;
  private toldAt = -Infinity;
  private news = false;

  constructor(
    private readonly store: TaskStore,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  get size(): number {
    return this.waiting.size;
  }

  /** @returns aborts when the task is not to wait any longer */
  add(task: StoredTask): AbortSignal {
    const abort = new AbortController();
    this.waiting.set(task.task_id, { task, abort, reason: 'waiting for a GPU' });
    this.news = true;
    this.schedule();
    return abort.signal;
  }

  delete({ task_id }: StoredTask): void {
    this.waiting.delete(task_id);
    if (this.size > 0) return;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Its place in the line of a GPU has changed. */
  standsAt(task: StoredTask, position: number, lockKey: string): void {
    const waiting = this.waiting.get(task.task_id);
    if (waiting && !waiting.isTold) waiting.untold = { position, lock_key: lockKey };
    this.tellOf(task, `waiting for ${lockKey}, ${ordinal(position)}`);
  }

  /** @param reason what it waits for, in words */
  tellOf({ task_id }: StoredTask, reason: string): void {
    const waiting = this.waiting.get(task_id);
    if (!waiting) return;
    waiting.reason = reason;
    this.news = true;
    this.schedule();
  }

  /** A client asked for this task to end. */
  cancelled(taskId: string): void {
    this.waiting.get(taskId)?.abort.abort(new WaitOverError());
  }

  leaveAll(reason: Error): void {
    for (const { abort } of this.waiting.values()) abort.abort(reason);
  }

  /** Soon where there is news, else often enough to hear of a cancel whose message was missed. */
  private schedule(): void {
    const everyMs = this.store.settings.heartbeatTimeoutMs / 3;
    const since = performance.now() - this.toldAt;
    const inMs = this.news ? Math.min(everyMs, LEAST_MS_BETWEEN_WORDS - since) : everyMs;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.tell(), Math.max(0, inMs));
  }

  /** Once for each time that it waits. */
  private async tellWait(waiting: WaitingTask): Promise<void> {
    const { task, untold } = waiting;
    if (!untold) return;
    waiting.untold = undefined;
    waiting.isTold = true;
    const by = { taskId: task.task_id, fence: task.fence, worker: 'gpu-lock' };
    await this.store.transitions.note(by, 'waiting_gpu', untold);
  }

  private async tell(): Promise<void> {
    this.toldAt = performance.now();
    this.news = false;
    try {
      await Promise.all(
        [...this.waiting.values()].map(async (waiting) => {
          const { task, abort, reason } = waiting;
          const answer = await this.store.claims.wait({ taskId: task.task_id, fence: task.fence }, reason);
          if (answer === 'lost') abort.abort(new WaitOverError());
          else await this.tellWait(waiting);
        }),
      );
    } catch (error) {
      this.log.warn({ event: 'wait.unwritten', error: String(error) });
    }
    if (this.size > 0) this.schedule();
  }
}

const ENDINGS: Partial<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
const RULES = new Intl.PluralRules('en', { type: 'ordinal' });

/** `1st`, `2nd`, `3rd`, `11th`. */
export const ordinal = (n: number): string => `${n}${ENDINGS[RULES.select(n)] ?? 'th'}`;

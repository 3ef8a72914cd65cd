import type { StoredTask, TaskStore } from '@switchyard/task-store';

/** However fast positions change, Redis hears of them no more often than this. */
const LEAST_MS_BETWEEN_RENEWALS = 1000;

/** The task is not this worker's any more: it was cancelled, or went back to its queue. */
export class ReservationLostError extends Error {
  constructor() {
    super('the task is not set aside for this worker any more');
  }
}

/** A task that was set aside and waits for a GPU. */
interface WaitingTask {
  task: StoredTask;
  abort: AbortController;
  reason: string;
}

/** The tasks of a worker that wait for a GPU: kept set aside by one renewal for all, which says what each waits for. */
export class WaitingTasks {
  private readonly waiting = new Map<string, WaitingTask>();
  private timer: NodeJS.Timeout | undefined;
  private renewedAt = -Infinity;
  private told = false;

  constructor(
    private readonly store: TaskStore,
    private readonly worker: string,
    private readonly onError: (error: unknown) => void,
  ) {}

  get size(): number {
    return this.waiting.size;
  }

  /** @returns aborts when the task is not to wait any longer */
  add(task: StoredTask): AbortSignal {
    const abort = new AbortController();
    this.waiting.set(task.task_id, { task, abort, reason: 'waiting for a GPU' });
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
  standsAt({ task_id }: StoredTask, position: number, lockKey: string): void {
    const waiting = this.waiting.get(task_id);
    if (!waiting) return;
    waiting.reason = `waiting for ${lockKey}, ${ordinal(position)}`;
    this.told = true;
    this.schedule();
  }

  /** Somebody asked for this task to end. */
  cancelled(taskId: string): void {
    this.waiting.get(taskId)?.abort.abort(new ReservationLostError());
  }

  leaveAll(reason: Error): void {
    for (const { abort } of this.waiting.values()) abort.abort(reason);
  }

  /** Soon where there is news, else often enough that no task goes back by itself. */
  private schedule(): void {
    const everyMs = this.store.settings.heartbeatTimeoutMs / 3;
    const since = performance.now() - this.renewedAt;
    const inMs = this.told ? Math.min(everyMs, LEAST_MS_BETWEEN_RENEWALS - since) : everyMs;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.renew(), Math.max(0, inMs));
  }

  private async renew(): Promise<void> {
    const all = [...this.waiting.values()];
    this.renewedAt = performance.now();
    this.told = false;
    try {
      const asked = all.map(({ task, reason }) => ({ taskId: task.task_id, reason }));
      const answers = await this.store.queue.renew(this.worker, this.store.settings.heartbeatTimeoutMs, asked);
      for (const [i, { abort }] of all.entries()) if (answers[i] === 'lost') abort.abort(new ReservationLostError());
    } catch (error) {
      this.onError(error);
    }
    if (this.size > 0) this.schedule();
  }
}

const ENDINGS: Partial<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
const RULES = new Intl.PluralRules('en', { type: 'ordinal' });

/** `1st`, `2nd`, `3rd`, `11th`. */
export const ordinal = (n: number): string => `${n}${ENDINGS[RULES.select(n)] ?? 'th'}`;

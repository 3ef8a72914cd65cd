import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Claimed, QueueBell, TaskStore } from '@switchyard/task-store';

const AFTER_ERROR_MS = 1000;

export interface ConsumerOptions {
  store: TaskStore;
  queues: readonly string[];
  bell: QueueBell;
  worker: string;
  /** Attempts at work at the same time. */
  concurrency: number;
  onError(error: unknown): void;
}

/** Runs an attempt to its end; `workDone` may be called as soon as only its outcome is to be written. */
export type RunAttempt = (attempt: Claimed, workDone: () => void) => Promise<void>;

/** Keeps a worker's hands full: takes as many tasks as it has free hands, and waits for the bell when there are no more. */
export class TaskConsumer {
  private readonly unfinished = new Set<Promise<void>>();
  private atWork = 0;
  private handFreed: () => void = () => undefined;
  private request = 0;
  private draining = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: ConsumerOptions,
    private readonly run: RunAttempt,
  ) {}

  start(): void {
    this.loop = this.consume();
  }

  /** Takes no more tasks; resolves when those at work, and those a take was still to bring, have ended. */
  async drain(): Promise<void> {
    this.draining = true;
    this.options.bell.close();
    this.handFreed();
    await this.loop;
    await Promise.all(this.unfinished);
  }

  private async consume(): Promise<void> {
    while (!this.draining) {
      try {
        if (this.atWork < this.options.concurrency) await this.takeAndWait();
        else await this.untilHandIsFree();
      } catch (error) {
        this.options.onError(error);
        await sleep(AFTER_ERROR_MS);
      }
    }
  }

  private async takeAndWait(): Promise<void> {
    const { store, queues, bell, worker, concurrency } = this.options;
    const most = concurrency - this.atWork;
    this.request += 1;
    const { attempts, dueInMs } = await store.queue.take(queues, { most, worker, request: this.request });
    for (const attempt of attempts) this.begin(attempt);
    if (attempts.length < most) await bell.wait(dueInMs);
  }

  private async untilHandIsFree(): Promise<void> {
    await new Promise<void>((resolve) => (this.handFreed = resolve));
    await nextTurn(); // hands that come free in the same turn are filled by the same take
  }

  private begin(attempt: Claimed): void {
    this.atWork += 1;
    let working = true;
    const workDone = (): void => {
      if (!working) return;
      working = false;
      this.atWork -= 1;
      this.handFreed();
    };
    const run = this.run(attempt, workDone)
      .catch((error: unknown) => this.options.onError(error))
      .finally(() => {
        workDone();
        this.unfinished.delete(run);
      });
    this.unfinished.add(run);
  }
}

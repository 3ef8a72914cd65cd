import type { Logger } from '@switchyard/observability';
import type { RedisConnection } from '@switchyard/redis';
import type { Presence, TaskStore } from '@switchyard/task-store';
import type { AttemptRun } from './attempt-run';
import type { LiveTimeouts } from './live-timeouts';
import { DrainError } from './outcome';

export interface RunningAttemptsParts {
  worker: string;
  store: TaskStore;
  connection: RedisConnection;
  timeouts: LiveTimeouts;
  presence: () => Omit<Presence, 'running'>;
  log: Logger;
}

/** The attempts of this process: keeps them alive, tells them of cancels and of attempts that were taken from them. */
export class RunningAttempts {
  private readonly runs = new Set<AttemptRun>();
  private timer: NodeJS.Timeout | undefined;
  private beating = false;

  constructor(private readonly parts: RunningAttemptsParts) {}

  get size(): number {
    return this.runs.size;
  }

  add(run: AttemptRun): void {
    this.runs.add(run);
  }

  delete(run: AttemptRun): void {
    this.runs.delete(run);
  }

  async start(intervalMs: number): Promise<void> {
    const { subscriber } = this.parts.connection;
    const { cancels } = this.parts.store.keys;
    subscriber.on('message', (channel: string, taskId: string) => {
      if (channel === cancels) this.cancelled(taskId);
    });
    await subscriber.subscribe(cancels);
    await this.beat();
    this.timer = setInterval(() => this.turn(), intervalMs);
  }

  /** Sends every attempt back to its queue. */
  drain(): void {
    for (const run of this.runs) run.stop(new DrainError());
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.parts.store.heartbeats.leave(this.parts.worker).catch(() => undefined);
  }

  /** While Redis is away one beat waits; the others are left out, not stored up. */
  async beat(): Promise<void> {
    if (this.beating) return;
    this.beating = true;
    const runs = [...this.runs];
    const { store, worker, presence, timeouts, log } = this.parts;
    try {
      const attempts = runs.map((run) => ({ ...run.attemptRef, progress: run.fraction, ranMs: run.ranMs }));
      const answers = await store.heartbeats.beat(worker, { ...presence(), running: runs.length }, attempts);
      for (const [i, run] of runs.entries()) if (this.runs.has(run)) run.obey(answers[i] ?? 'ok');
      await timeouts.refresh();
    } catch (error) {
      log.warn({ event: 'heartbeat.failed', error: String(error) });
    } finally {
      this.beating = false;
    }
  }

  private turn(): void {
    for (const run of this.runs) run.endIfStalled(this.parts.timeouts.stallMs);
    void this.beat();
  }

  private cancelled(taskId: string): void {
    for (const run of this.runs) if (run.taskId === taskId) run.obey('cancel');
  }
}

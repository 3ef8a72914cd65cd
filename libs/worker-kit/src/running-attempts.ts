import type { Logger } from '@switchyard/observability';
import type { RedisConnection } from '@switchyard/redis';
import type { Presence, TaskStore } from '@switchyard/task-store';
import type { AttemptRun } from './attempt-run';
import { DrainError } from './outcome';

/** The attempts of this process: keeps them alive, tells them of cancels and of attempts that were taken from them. */
export class RunningAttempts {
  private readonly runs = new Set<AttemptRun>();
  private timer: NodeJS.Timeout | undefined;
  private beating = false;

  constructor(
    private readonly worker: string,
    private readonly store: TaskStore,
    private readonly connection: RedisConnection,
    private readonly presence: () => Omit<Presence, 'running'>,
    private readonly log: Logger,
  ) {}

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
    const { subscriber } = this.connection;
    subscriber.on('message', (_channel: string, taskId: string) => this.cancelled(taskId));
    await subscriber.subscribe(this.store.keys.cancels);
    await this.beat();
    this.timer = setInterval(() => void this.beat(), intervalMs);
  }

  /** Sends every attempt back to its queue. */
  drain(): void {
    for (const run of this.runs) run.abort.abort(new DrainError());
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.store.heartbeats.leave(this.worker).catch(() => undefined);
  }

  /** While Redis is away one beat waits; the others are left out, not stored up. */
  async beat(): Promise<void> {
    if (this.beating) return;
    this.beating = true;
    const runs = [...this.runs];
    try {
      const attempts = runs.map((run) => ({ ...run.attemptRef, progress: run.fraction }));
      const answers = await this.store.heartbeats.beat(
        this.worker,
        { ...this.presence(), running: runs.length },
        attempts,
      );
      for (const [i, run] of runs.entries()) if (this.runs.has(run)) run.obey(answers[i] ?? 'ok');
    } catch (error) {
      this.log.warn({ event: 'heartbeat.failed', error: String(error) });
    } finally {
      this.beating = false;
    }
  }

  private cancelled(taskId: string): void {
    for (const run of this.runs) if (run.taskId === taskId) run.obey('cancel');
  }
}

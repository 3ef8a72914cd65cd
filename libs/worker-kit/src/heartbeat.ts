import { Inject, Injectable } from '@nestjs/common';
import { LOGGER, type Logger } from '@switchyard/observability';
import { TaskStore } from '@switchyard/task-store';
import { Attempts } from './attempts';
import { LiveTimeouts } from './live-timeouts';
import { WorkerPresence } from './worker-presence';

/** Signs of life of this process and its attempts; their answers say which attempts are still wanted. */
@Injectable()
export class Heartbeat {
  private timer: NodeJS.Timeout | undefined;
  private beating = false;
  private answeredAt: number | undefined;

  constructor(
    private readonly attempts: Attempts,
    private readonly store: TaskStore,
    private readonly timeouts: LiveTimeouts,
    private readonly presence: WorkerPresence,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  get worker(): string {
    return this.presence.worker;
  }

  /** Time in which Redis answered no beat, while the worker is at work. */
  get silentMs(): number {
    return this.answeredAt === undefined ? 0 : performance.now() - this.answeredAt;
  }

  async start(): Promise<void> {
    this.answeredAt = performance.now();
    await this.beat();
    this.timer = setInterval(() => this.turn(), this.timeouts.intervalMs);
  }

  /** The worker says itself that it ends. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.store.heartbeats.leave(this.worker).catch(() => undefined);
  }

  /** While Redis is away one beat waits; the others are left out, not stored up. */
  async beat(): Promise<void> {
    if (this.beating) return;
    this.beating = true;
    const runs = [...this.attempts];
    try {
      const beats = runs.map((run) => ({ ...run.attemptRef, progress: run.fraction, ranMs: run.ranMs }));
      const presence = { ...this.presence.facts(), running: runs.length };
      const alone = runs.some((run) => this.attempts.isAlone(run));
      const answers = await this.store.heartbeats.beat(this.worker, presence, beats, alone);
      this.answeredAt = performance.now();
      for (const [i, run] of runs.entries()) if (this.attempts.has(run)) run.obey(answers[i] ?? 'ok');
      await this.timeouts.refresh();
    } catch (error) {
      this.log.warn({ event: 'heartbeat.failed', error: String(error) });
    } finally {
      this.beating = false;
    }
  }

  private turn(): void {
    for (const run of this.attempts) run.endIfStalled(this.timeouts.stallMs);
    void this.beat();
  }
}

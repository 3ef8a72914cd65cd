import { TaskTimeoutError, type TimeLevels } from '@switchyard/contracts';
import type { AttemptRun } from './attempt-run';

/** Watches over the time one attempt takes: it is warned of, asked to end at the soft limit, and killed at the hard one. */
export class AttemptLimits {
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly run: AttemptRun,
    private readonly levels: TimeLevels,
  ) {}

  start(): void {
    const { run, levels } = this;
    const { warning, soft, hard } = levels;
    this.after(warning, () => run.note('warning', { limit: warning, message: `it takes longer than ${warning} s` }));
    this.after(soft, () => {
      run.note('soft_timeout', { limit: soft });
      run.stop(new TaskTimeoutError(soft, 'soft'), (hard - soft) * 1000);
    });
    this.after(hard, () => run.stop(new TaskTimeoutError(hard)));
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }

  private after(seconds: number, act: () => void): void {
    this.timers.push(setTimeout(act, seconds * 1000));
  }
}

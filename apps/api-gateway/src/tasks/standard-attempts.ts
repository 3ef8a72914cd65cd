import { Injectable } from '@nestjs/common';
import { STANDARD_ATTEMPTS } from '@switchyard/monitoring';
import { TaskStore } from '@switchyard/task-store';

const FRESH_MS = 1000;

/** The attempts of a task whose submission names no number; may be changed at run time. */
@Injectable()
export class StandardAttempts {
  private known: { at: number; attempts: Promise<number> } | undefined;

  constructor(private readonly store: TaskStore) {}

  /** Looked up at most once a second, whatever the number of submissions. */
  standard(): Promise<number> {
    const now = performance.now();
    if (!this.known || now - this.known.at > FRESH_MS) {
      const attempts = this.lookUp();
      this.known = { at: now, attempts };
      attempts.catch(() => (this.known = undefined));
    }
    return this.known.attempts;
  }

  private async lookUp(): Promise<number> {
    const { redis, keys } = this.store;
    return Number((await redis.hget(keys.monitorConfig, 'max_retry_attempts')) ?? STANDARD_ATTEMPTS);
  }
}

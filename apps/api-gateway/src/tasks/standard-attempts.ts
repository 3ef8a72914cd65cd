import { Injectable } from '@nestjs/common';
import { GpuLockSettings } from '@switchyard/gpu-lock';
import { STANDARD_ATTEMPTS } from '@switchyard/monitoring';
import { TaskStore } from '@switchyard/task-store';

const FRESH_MS = 1000;

/** The attempts of a task whose submission says nothing of them; their number may be changed at run time. */
@Injectable()
export class StandardAttempts {
  private known: { at: number; attempts: Promise<number> } | undefined;

  constructor(
    private readonly store: TaskStore,
    private readonly gpu: GpuLockSettings,
  ) {}

  /** The hard limit of one attempt. */
  get timeoutSeconds(): number {
    return this.gpu.timeoutHard;
  }

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

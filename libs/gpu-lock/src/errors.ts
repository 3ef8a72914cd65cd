import { TaskError } from '@switchyard/contracts';

/** No GPU came free in time. The task keeps its place and loses no attempt. */
export class GpuLockTimeoutError extends TaskError {
  readonly code = 'GPU_LOCK_TIMEOUT';
  readonly retryable = true;

  constructor(
    readonly lockKeys: string[],
    readonly waitedMs: number,
  ) {
    super(`${lockKeys.join(', ')} stayed taken for ${Math.round(waitedMs)} ms`);
  }
}

/** The lease of a running task is over; whatever it still does on the GPU has to end. No input is to blame. */
export class GpuLeaseLostError extends TaskError {
  readonly code = 'GPU_LEASE_LOST';
  readonly retryable = true;

  constructor(
    readonly lockKey: string,
    /** `expire`, `revoke`, `deadline` (no renewal in time), `shutdown`, or the reason that the caller of `revoke` gave. */
    readonly reason: string,
  ) {
    super(`the lease of ${lockKey} is lost (${reason})`);
  }
}

/** Another process waits for a GPU in the name of the same task. */
export class GpuWaitReplacedError extends Error {
  constructor(readonly taskId: string) {
    super(`another process waits for a GPU for task ${taskId}`);
  }
}

/** GPU features cannot be had here; says what to do. */
export class GpuUnavailableError extends Error {}

import { InterruptedError } from './cli-error';

/** Ctrl-C: aborts `signal`, unless a command answers it in its own way for a while. */
export class Interrupts {
  private readonly controller = new AbortController();
  private listener: (() => void) | undefined;

  readonly signal = this.controller.signal;

  /** Called for each SIGINT and SIGTERM. */
  interrupt(): void {
    if (this.listener) this.listener();
    else this.abort();
  }

  /** Ends everything that is under way. */
  abort(message?: string): void {
    this.controller.abort(new InterruptedError(message));
  }

  /** While `work` runs, interrupts go to `listener` instead. */
  async answeredBy<T>(listener: () => void, work: () => Promise<T>): Promise<T> {
    this.listener = listener;
    try {
      return await work();
    } finally {
      this.listener = undefined;
    }
  }
}

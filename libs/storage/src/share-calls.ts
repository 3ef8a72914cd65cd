import { isAway } from './errno';

/** The share hangs: a call to it does not return and cannot be ended. Or its server went away. */
export class StalledShareError extends Error {
  constructor(limitMs: number, options?: ErrorOptions) {
    super(`the shared storage did not answer within ${limitMs / 1000} s`, options);
  }
}

/** Node makes file calls in four threads. Those that hang must leave threads to all other work. */
const MOST_AT_ONCE = 2;
/** Longer than a disk needs to spin up, shorter than a client waits for its reply. */
const LIMIT_MS = 5000;

/** Makes the calls to a share that may hang. They fail in time then, and keep no more than two threads. */
export class ShareCalls {
  private readonly waiting: (() => void)[] = [];
  private begun = 0;
  private overdue = 0;

  constructor(private readonly limitMs = LIMIT_MS) {}

  /**
   * Makes a call that is short while the share works.
   * @throws {@link StalledShareError} after the limit; at once while all threads that calls may take hang
   */
  make<T>(call: () => Promise<T>): Promise<T> {
    if (this.overdue >= MOST_AT_ONCE) return Promise.reject(new StalledShareError(this.limitMs));
    return new Promise((resolve, reject) => {
      const state = { begun: false, late: false };
      const begin = (): void => {
        state.begun = true;
        this.begun += 1;
        call().then(resolve, refuse).finally(end);
      };
      const refuse = (cause: unknown): void =>
        reject(isAway(cause) ? new StalledShareError(this.limitMs, { cause }) : (cause as Error));
      const end = (): void => {
        clearTimeout(limit);
        this.begun -= 1;
        if (state.late) this.overdue -= 1;
        this.waiting.shift()?.();
      };
      const limit = setTimeout(() => {
        state.late = state.begun;
        if (state.begun) this.overdue += 1;
        else this.waiting.splice(this.waiting.indexOf(begin), 1);
        reject(new StalledShareError(this.limitMs));
      }, this.limitMs);
      if (this.begun < MOST_AT_ONCE) begin();
      else this.waiting.push(begin);
    });
  }

  /**
   * Waits for longer work, which goes on after the limit.
   * @throws {@link StalledShareError}
   */
  async waitFor<T>(work: Promise<T>): Promise<T> {
    let limit: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      limit = setTimeout(() => reject(new StalledShareError(this.limitMs)), this.limitMs);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(limit);
    }
  }
}

import { randomBytes } from 'node:crypto';
import type { NewWaiter } from './lock-scripts';

/** Which GPU a task wants and how long it waits, with a callback for its position. */
export interface GpuRequest {
  taskId: string;
  taskName: string;
  /** Waiters are served by it, lowest first; a task that waits again keeps its number. */
  number: number;
  /** Id of one GPU of this host; any of them by default. */
  gpu?: string;
  /** `max_wait_time` by default. */
  maxWaitMs?: number;
  /** The task's hard time limit: a lease that lasts longer is reported as critical. */
  hardLimitMs?: number;
  signal?: AbortSignal;
  /** Told when it changes; 1 is next. Of several GPUs the best position counts. */
  onPosition?: (position: number, lockKey: string) => void;
}

/** A lease that Redis gave us. */
export interface Grant {
  gpu: string;
  fence: number;
  /** It lasts at least from here, by the monotonic clock. */
  sentAt: number;
  /** How long it lasts if we do not accept it; one that is accepted lasts for the time of a lease. */
  offeredMs?: number;
}

/** One task of this process in the queues of one or more GPUs; the first grant counts. */
export class Waiter {
  readonly token = randomBytes(12).toString('hex');
  readonly granted: Promise<Grant>;
  readonly from = performance.now();
  readonly queues: Set<string>;
  private readonly positions = new Map<string, number>();
  private told = 0;
  private settled = false;
  private resolve!: (grant: Grant) => void;
  private reject!: (error: unknown) => void;

  constructor(
    readonly request: GpuRequest,
    readonly gpus: string[],
    private readonly worker: string,
  ) {
    this.queues = new Set(gpus);
    this.granted = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  get isOpen(): boolean {
    return !this.settled;
  }

  get entry(): NewWaiter {
    const { taskId, taskName, number, hardLimitMs = 0 } = this.request;
    return { taskId, taskName, number, hardLimitMs, worker: this.worker, token: this.token };
  }

  /** @returns whether this is the grant it goes on with */
  take(grant: Grant): boolean {
    if (this.settled) return false;
    this.settled = true;
    this.resolve(grant);
    return true;
  }

  giveUp(error: unknown): void {
    this.settled = true;
    this.reject(error);
  }

  /** As it joins the line of a GPU; waits in vain are spread evenly over the GPUs they were for. */
  entryAt(gpu: string): NewWaiter {
    const { gpus, entry } = this;
    return { ...entry, counts: gpus[entry.number % gpus.length] === gpu };
  }

  standsAt(gpu: string, position: number, lockKey: string): void {
    this.positions.set(gpu, position);
    const best = Math.min(...this.positions.values());
    if (best === this.told || this.settled) return;
    this.told = best;
    this.request.onPosition?.(best, lockKey);
  }
}

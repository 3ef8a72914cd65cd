import { GpuLeaseLostError } from './errors';
import type { GateTicket } from './device-gate';
import type { GpuDevice } from './devices';
import type { LeaseRef } from './lock-scripts';

/** Share of the lease after which a holder that could not renew stops by itself. */
const OWN_DEADLINE = 0.8;

/** The right of this process to one GPU, from the grant to its end; time is measured with the monotonic clock. */
export class GpuLease implements LeaseRef {
  private readonly abort = new AbortController();
  private timer?: NodeJS.Timeout;
  private setting?: NodeJS.Immediate;
  private validUntil = 0;
  /** The task is done and its engine stays for the next one of this process. */
  warm = false;
  /** Confirming that engine and attempt are gone; set when the lease is lost. */
  cleaned?: Promise<void>;

  constructor(
    readonly device: GpuDevice,
    readonly lockKey: string,
    readonly token: string,
    /** Guards renew, release and revoke of this GPU; the fence of the task is another one. */
    readonly fence: number,
    private readonly ttlMs: number,
    private readonly onDeadline: (lease: GpuLease) => void,
    /** What the engine shows at the gate of the device. */
    readonly ticket: GateTicket,
  ) {}

  get gpu(): string {
    return this.device.gpu;
  }

  /** Aborts with a `GpuLeaseLostError` when the lease is lost. */
  get signal(): AbortSignal {
    return this.abort.signal;
  }

  get isLost(): boolean {
    return this.abort.signal.aborted;
  }

  /** To be asked before a write that must not come late: also right after a pause in which no timer could run. */
  throwIfLost(): void {
    if (performance.now() >= this.validUntil) this.lose('deadline');
    this.signal.throwIfAborted();
  }

  /** @param sentAt when the renewal that succeeded was sent: Redis counts from a later moment */
  extend(sentAt: number, lastsMs = this.ttlMs): void {
    if (this.isLost) return;
    this.validUntil = sentAt + lastsMs * OWN_DEADLINE;
    this.setting ??= setImmediate(() => this.setTimer()); // off the path of the task, which starts now
  }

  lose(reason: string): void {
    this.forget();
    if (!this.isLost) this.abort.abort(new GpuLeaseLostError(this.lockKey, reason));
  }

  /** No timer of it is left. */
  forget(): void {
    clearTimeout(this.timer);
    clearImmediate(this.setting);
    this.setting = undefined;
  }

  private setTimer(): void {
    this.setting = undefined;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.onDeadline(this), Math.max(0, this.validUntil - performance.now()));
  }
}

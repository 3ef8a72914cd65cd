import type { GpuLease } from './gpu-lease';
import type { LockScripts } from './lock-scripts';
import type { GpuLockLog } from './log';
import type { Grant } from './waiter';

/** The engines of this process, as far as leases depend on them. */
export interface GpuEngines {
  /** Whether an engine of this process is loaded on the GPU. */
  loaded(gpu: string): boolean;
  /** Resolves when no engine of this process is on the GPU any more, confirmed. */
  end(gpu: string): Promise<void>;
}

/** The leases of one process: renewed in time, given back, and when lost, cleaned up behind. */
export class LeaseKeeper {
  private readonly leases = new Map<string, GpuLease>();
  private readonly renewing = new Set<GpuLease>();
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly scripts: LockScripts,
    private readonly engines: GpuEngines,
    private readonly options: { worker: string; renewMs: number; log: GpuLockLog },
  ) {}

  get(gpu: string): GpuLease | undefined {
    return this.leases.get(gpu);
  }

  /**
   * Replaces what was warm on the same GPU: its engine is now that of this lease. One that is not accepted yet is accepted
   * before anything else is said to Redis about the task.
   */
  keep(lease: GpuLease, { sentAt, offeredMs }: Grant): void {
    this.leases.get(lease.gpu)?.forget();
    this.leases.set(lease.gpu, lease);
    lease.extend(sentAt, offeredMs);
    this.timer ??= setInterval(() => this.renewAll(), this.options.renewMs);
    if (offeredMs !== undefined) this.tryToRenew(lease);
  }

  /** The holder is done; a lease that was lost meanwhile is confirmed gone instead. */
  async release(lease: GpuLease): Promise<void> {
    if (lease.isLost) return this.clean(lease);
    lease.warm = this.engines.loaded(lease.gpu);
    if (!lease.warm) this.drop(lease);
    if ((await this.scripts.release(lease, lease.warm ? 'warm' : 'free')) === 'ok' || this.isReplaced(lease)) return;
    this.lose(lease, 'expire');
    await this.clean(lease);
  }

  /** The engine that kept a lease warm has ended. */
  async cooled(gpu: string): Promise<void> {
    const lease = this.leases.get(gpu);
    if (!lease?.warm) return;
    this.drop(lease);
    await this.scripts.release(lease, 'free');
  }

  /** Tells the holder; what follows is confirmed when the holder has let go, at once for a warm lease. */
  lose(lease: GpuLease, reason: string): void {
    if (lease.isLost) return;
    this.options.log.warn({ event: 'gpu-lock.lost', lock: lease.lockKey, fence: lease.fence, reason });
    lease.lose(reason);
    if (lease.warm) void this.clean(lease);
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    const all = [...this.leases.values()];
    for (const lease of all) this.lose(lease, 'shutdown');
    await Promise.all(all.filter(({ warm }) => warm).map((lease) => this.clean(lease)));
  }

  /** Ends the engine, then says so: gives the lease back where it is still ours, else confirms that it can be passed on. */
  private clean(lease: GpuLease): Promise<void> {
    lease.cleaned ??= this.cleanOnce(lease).catch((error: unknown) =>
      this.options.log.warn({ event: 'gpu-lock.unconfirmed', lock: lease.lockKey, error: String(error) }),
    );
    return lease.cleaned;
  }

  private async cleanOnce(lease: GpuLease): Promise<void> {
    if (!this.isReplaced(lease)) await this.engines.end(lease.gpu);
    this.drop(lease);
    if ((await this.scripts.release(lease, 'free')) === 'ok') return;
    await this.scripts.confirm(lease.gpu, lease.fence, 'attempt', 'engine');
  }

  private renewAll(): void {
    for (const lease of this.leases.values()) this.tryToRenew(lease);
  }

  private tryToRenew(lease: GpuLease): void {
    void this.renew(lease).catch((error: unknown) =>
      this.options.log.warn({ event: 'gpu-lock.unrenewed', lock: lease.lockKey, error: String(error) }),
    );
  }

  private async renew(lease: GpuLease): Promise<void> {
    if (lease.isLost || this.renewing.has(lease)) return;
    const sentAt = performance.now();
    this.renewing.add(lease);
    const answer = await this.scripts.renew(lease).finally(() => this.renewing.delete(lease));
    if (this.leases.get(lease.gpu) !== lease) return;
    if (answer.ok) lease.extend(sentAt);
    // Our own next task has it; the message about that is on its way.
    else if (lease.warm && answer.worker === this.options.worker) this.drop(lease);
    else this.lose(lease, answer.reason || 'expire');
  }

  private isReplaced(lease: GpuLease): boolean {
    const current = this.leases.get(lease.gpu);
    return current !== undefined && current !== lease;
  }

  private drop(lease: GpuLease): void {
    lease.forget();
    if (this.leases.get(lease.gpu) === lease) this.leases.delete(lease.gpu);
    if (this.leases.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

import { GpuWaitReplacedError } from './errors';
import type { LockTimes } from './gpu-lock-settings';
import { lockKeyOf } from './lock-key';
import type { LeaseRef, LeaseView, LockScripts, Standing } from './lock-scripts';
import type { GpuLockLog } from './log';
import type { Grant, Waiter } from './waiter';
import { WatchedClock } from './watched-clock';

/** Jitter shortens only: what is promised of the longest wait holds. */
const JITTER = 0.1;
/** A poll that is due because a lease runs out comes right after that. */
const JUST_AFTER_MS = 5;

/** What a message says of a grant. */
interface Offer extends LeaseRef {
  /** When it was given, in watched time. */
  at: number;
  /** How long it lasts from then on, unless it is accepted. */
  lastsMs: number;
}

/**
 * For this long after a grant, Redis cannot pass the GPU on to another process. The grant has not run out yet. And when it was
 * revoked, only our process can confirm: the others wait until the time we have to end the engine is over.
 */
export const sureForMs = ({ killGraceMs }: LockTimes, lastsMs: number): number => Math.min(killGraceMs, lastsMs) / 2;

interface Effects {
  /** Called with a lease for which no task of this process waits any more. */
  decline(gpu: string, waiter: Waiter, grant: Grant): Promise<void>;
  /** Called when a GPU with waiters is in quarantine, until its last engine is confirmed gone. */
  onQuarantine(gpu: string, fence: number, quarantinedMs: number): void;
  log: GpuLockLog;
}

/** All waiters of a process. Messages bring the grants; one poll keeps all waiters alive and finds grants without a message. */
export class WaitingRoom {
  private readonly waiters = new Map<string, Waiter>();
  private readonly clocks = new Map<string, WatchedClock>();
  /** Redis knows the script of a renewal; else it asks for its text, and what was said after it would come first. */
  private canRenew = false;
  private timer?: NodeJS.Timeout;
  private polling = false;
  private waitMs = 0;
  private dueMs = Infinity;

  constructor(
    private readonly scripts: LockScripts,
    private readonly times: LockTimes,
    private readonly effects: Effects,
  ) {}

  get size(): number {
    return this.waiters.size;
  }

  /** Puts a waiter in the queue of each of its GPUs; its `granted` tells the rest. */
  join(waiter: Waiter): void {
    this.waiters.set(waiter.token, waiter);
    void this.enqueue(waiter, waiter.gpus).catch((error: unknown) => waiter.giveUp(error));
    if (this.waiters.size === 1) this.waitMs = this.times.firstPollMs;
    if (!this.timer && !this.polling) this.schedule();
  }

  /** Takes a waiter out of the queues, all or all but that of the GPU it got. A grant that came too late is given back. */
  leave(waiter: Waiter, why: 'timeout' | 'cancelled' | 'elsewhere'): void {
    this.waiters.delete(waiter.token);
    if (this.waiters.size === 0) this.stop();
    for (const gpu of waiter.queues) void this.leaveOne(gpu, waiter, why).catch(this.tellOutage);
  }

  /** A grant that a message told of counts at once where it is sure to be ours still, else once it is accepted. */
  async hearGrant({ gpu, token, fence, at, lastsMs }: Offer): Promise<void> {
    const waiter = this.waiters.get(token);
    if (!waiter?.isOpen) return;
    const now = performance.now();
    const ageMs = this.clocks.get(gpu)?.mostSince(at, now) ?? Infinity;
    if (this.canRenew && ageMs < sureForMs(this.times, lastsMs))
      return this.settle(gpu, waiter, { gpu, fence, sentAt: now - ageMs, offeredMs: lastsMs });
    const answer = await this.scripts.renew({ gpu, token, fence });
    this.canRenew = true;
    if (answer.ok) await this.settle(gpu, waiter, { gpu, fence, sentAt: now });
  }

  /** Asks at once: messages may have been missed, and the clock may be that of another Redis. */
  pollSoon(): void {
    this.clocks.clear();
    this.canRenew = false;
    if (this.waiters.size === 0) return;
    this.waitMs = this.times.firstPollMs;
    clearTimeout(this.timer);
    void this.poll();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private async enqueue(waiter: Waiter, gpus: string[]): Promise<void> {
    for (const gpu of gpus) {
      if (!waiter.isOpen) return;
      const sentAt = performance.now();
      await this.hear(gpu, waiter, await this.scripts.enqueue(gpu, waiter.entryAt(gpu)), sentAt);
    }
  }

  private async hear(gpu: string, waiter: Waiter, standing: Standing, sentAt: number): Promise<void> {
    switch (standing.outcome) {
      case 'granted':
        return this.settle(gpu, waiter, { gpu, fence: standing.fence, sentAt });
      case 'waiting':
        this.clockOf(gpu).hear(standing.watched, sentAt);
        return waiter.standsAt(gpu, standing.position, lockKeyOf(gpu));
      case 'gone': // Redis lost it, or dropped it while we were cut off; its number gives the place back
        return waiter.isOpen ? this.enqueue(waiter, [gpu]) : undefined;
      case 'replaced':
        return waiter.giveUp(new GpuWaitReplacedError(waiter.request.taskId));
    }
  }

  private async settle(gpu: string, waiter: Waiter, grant: Grant): Promise<void> {
    waiter.queues.delete(gpu);
    if (waiter.take(grant)) return this.leave(waiter, 'elsewhere');
    const { granted } = waiter;
    const taken = await granted.catch(() => undefined);
    const isSame = taken?.gpu === gpu && taken.fence === grant.fence; // told by message and poll
    if (!isSame) await this.effects.decline(gpu, waiter, grant);
  }

  private async leaveOne(gpu: string, waiter: Waiter, why: 'timeout' | 'cancelled' | 'elsewhere'): Promise<void> {
    const sentAt = performance.now();
    const late = await this.scripts.leave(gpu, waiter.entry, why);
    if (late?.outcome === 'granted') await this.settle(gpu, waiter, { gpu, fence: late.fence, sentAt });
  }

  private clockOf(gpu: string): WatchedClock {
    const clock = this.clocks.get(gpu) ?? new WatchedClock(this.times.gapMs);
    this.clocks.set(gpu, clock);
    return clock;
  }

  private schedule(): void {
    const jittered = this.waitMs * (1 - JITTER * Math.random());
    this.timer = setTimeout(() => void this.poll(), Math.min(jittered, this.dueMs + JUST_AFTER_MS));
    this.waitMs = Math.min(this.waitMs * this.times.pollGrowth, this.times.maxPollMs);
  }

  private async poll(): Promise<void> {
    if (this.polling) return;
    this.polling = true;
    this.timer = undefined;
    try {
      const gpus = new Set([...this.waiters.values()].flatMap(({ queues }) => [...queues]));
      const views = await Promise.all([...gpus].map((gpu) => this.pollOne(gpu)));
      this.dueMs = Math.min(...views.map((view) => this.untilDue(view)));
    } catch (error) {
      this.tellOutage(error);
    } finally {
      this.polling = false;
      if (this.waiters.size > 0) this.schedule();
    }
  }

  private async pollOne(gpu: string): Promise<LeaseView> {
    const asked = [...this.waiters.values()].filter(({ queues }) => queues.has(gpu));
    const sentAt = performance.now();
    const { standings, ...view } = await this.scripts.poll(
      gpu,
      asked.map(({ entry }) => entry),
    );
    for (const [i, standing] of standings.entries()) {
      const waiter = asked[i];
      if (waiter) await this.hear(gpu, waiter, standing, sentAt);
    }
    if (view.state === 'quarantined') this.effects.onQuarantine(gpu, view.fence, view.quarantinedMs);
    return view;
  }

  /** Time until the state of the lock changes by itself, ms; a process has to poll then, or nothing happens. */
  private untilDue({ state, remainingMs, quarantinedMs }: LeaseView): number {
    if (state === 'free') return Infinity;
    const grace = this.times.killGraceMs - quarantinedMs;
    return state === 'quarantined' && grace > 0 ? Math.min(grace, remainingMs) : remainingMs;
  }

  private readonly tellOutage = (error: unknown): void =>
    this.effects.log.warn({ event: 'gpu-lock.unreachable', error: String(error) });
}

import { Inject, Injectable } from '@nestjs/common';
import { Leadership } from '@switchyard/monitoring';
import type { Logger } from '@switchyard/observability';
import { LOGGER } from '@switchyard/platform';
import { MonitorSettings } from '../monitor.settings';

/** The part of the lease after which a leader that could not renew it stops by itself: Redis may count faster. */
const TRUSTED = 0.8;
/** A lease that ended is taken this long after its end at the earliest. */
const MARGIN_MS = 20;

/** Keeps the lead, or waits for it. A leader that was cut off or stopped knows of its loss before another monitor leads. */
@Injectable()
export class Leader {
  private held: { fence: number; untilMs: number } | undefined;
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> | undefined;
  private ended = false;
  private reachable = true;

  constructor(
    private readonly leadership: Leadership,
    private readonly settings: MonitorSettings,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** The fence of the lead while it is ours for certain, by the monotonic clock. */
  get fence(): number | undefined {
    return this.held && performance.now() < this.held.untilMs ? this.held.fence : undefined;
  }

  /** Asks for the lead again and again; `onLead` is called each time it becomes ours. */
  start(onLead: () => void): void {
    this.turn = this.take(onLead);
  }

  /** Gives the lead up at once. */
  async stop(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.turn;
    const led = this.held !== undefined;
    this.held = undefined;
    if (led) await this.leadership.resign();
  }

  private async take(onLead: () => void): Promise<void> {
    let waitMs = this.leadership.askEveryMs;
    try {
      const askedAt = performance.now();
      const lead = await this.leadership.take();
      this.reachable = true;
      if (lead.leads) this.keep(lead.fence, askedAt, onLead);
      else {
        this.lose();
        waitMs = Math.min(waitMs, lead.freeInMs + MARGIN_MS);
      }
    } catch (error) {
      if (this.reachable) this.log.warn({ event: 'leader.unknown', error: String(error) });
      this.reachable = false;
    }
    if (this.ended) return;
    this.timer = setTimeout(() => this.start(onLead), waitMs);
  }

  private keep(fence: number, askedAt: number, onLead: () => void): void {
    const isNew = this.held?.fence !== fence;
    this.held = { fence, untilMs: askedAt + this.settings.leaderTtl * 1000 * TRUSTED };
    if (!isNew || this.ended) return;
    this.log.info({ event: 'leader.began', fence });
    onLead();
  }

  private lose(): void {
    if (this.held) this.log.warn({ event: 'leader.lost', fence: this.held.fence });
    this.held = undefined;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { MonitorCommand, TimeoutSettings } from '@switchyard/monitoring';
import type { Logger } from '@switchyard/observability';
import { LOGGER } from '@switchyard/platform';
import { Leader } from '../leader/leader';
import type { CheckOrder } from './check';
import { CheckRunner } from './check-runner';
import { Orders } from './orders';

/** A check comes this long after the moment in which something gets late. */
const LATE_MS = 2;
/** Checks that follow each other without an end would keep Redis busy. */
const SHORTEST_MS = 10;

/** Decides when to check while this monitor leads: at the interval, when something gets late, and when it is told to. */
@Injectable()
export class Schedule {
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> | undefined;
  private again = false;
  /** When everything was checked last, by the monotonic clock. */
  private checkedAllMs = -Infinity;
  private checkingAll = false;
  private ended = false;

  constructor(
    private readonly leader: Leader,
    private readonly runner: CheckRunner,
    private readonly orders: Orders,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Looks at once at what there is to do; called for every message of a gateway too. */
  wake(): void {
    if (this.turn) {
      this.again = true;
      return;
    }
    clearTimeout(this.timer);
    this.turn = this.takeTurn().finally(() => {
      this.turn = undefined;
      if (this.again && !this.ended) {
        this.again = false;
        this.wake();
      }
    });
  }

  /** Resolves when no check is under way any more. */
  async stop(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.turn;
    await this.runner.idle();
  }

  private async takeTurn(): Promise<void> {
    let waitMs = 1000;
    try {
      if (this.leader.fence === undefined) return; // `onLead` wakes us
      const { enabled, settings, command } = await this.orders.read();
      const order: CheckOrder = {
        recover: settings.auto_recovery_enabled,
        heartbeatTimeoutMs: settings.task_heartbeat_timeout * 1000,
      };
      const told = await this.obey(command, order);
      if (enabled && !told) await this.check(order, settings);
      waitMs = enabled ? await this.nextInMs(settings) : settings.monitor_check_interval * 1000;
    } catch (error) {
      this.log.warn({ event: 'schedule.failed', error: String(error) });
    } finally {
      if (!this.ended) this.timer = setTimeout(() => this.wake(), waitMs);
    }
  }

  /** Whether there was anything to obey. */
  private async obey(first: MonitorCommand | undefined, order: CheckOrder): Promise<boolean> {
    for (let command = first; command && !this.ended; command = await this.orders.next()) {
      const told = { ...order, lockKey: command.lockKey, now: true };
      await this.orders.answer(command, await this.runner.run(told, this.leader.fence ?? 0).answer);
    }
    return first !== undefined;
  }

  /** Everything once an interval, in between only what is due; that never waits for the rest. */
  private async check(order: CheckOrder, { monitor_check_interval }: TimeoutSettings): Promise<void> {
    const interval = performance.now() >= this.checkedAllMs + monitor_check_interval * 1000;
    if (interval) this.checkedAllMs = performance.now();
    const due = !interval || this.checkingAll;
    const run = this.runner.run({ ...order, due }, this.leader.fence ?? 0);
    if (due) await run.answer;
    else this.untilAllChecked(run.answer);
    await run.due;
  }

  private untilAllChecked(answer: Promise<unknown>): void {
    this.checkingAll = true;
    void answer
      .catch((error: unknown) => this.log.warn({ event: 'schedule.failed', error: String(error) }))
      .finally(() => (this.checkingAll = false));
  }

  /** The interval, or less where something gets late before it is over. */
  private async nextInMs({ monitor_check_interval }: TimeoutSettings): Promise<number> {
    const intervalMs = monitor_check_interval * 1000;
    const leftMs = Math.max(0, this.checkedAllMs + intervalMs - performance.now());
    const soonest = Math.min(leftMs, (await this.runner.nextInMs()) + LATE_MS);
    return Math.max(soonest, Math.min(SHORTEST_MS, intervalMs));
  }
}

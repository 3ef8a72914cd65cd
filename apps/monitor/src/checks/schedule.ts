import type {
  MonitorCommand,
  MonitorCommands,
  MonitorState,
  TimeoutConfig,
  TimeoutSettings,
} from '@switchyard/monitoring';
import type { Logger } from '@switchyard/observability';
import type { Leader } from '../leader/leader';
import type { Check, CheckOrder } from './check';
import type { CheckRunner } from './check-runner';

/** A check comes this long after the moment in which something gets late. */
const LATE_MS = 2;
/** Checks that follow each other without an end would keep Redis busy. */
const SHORTEST_MS = 10;

export interface ScheduleParts {
  leader: Leader;
  runner: CheckRunner;
  checks: readonly Check[];
  state: MonitorState;
  commands: MonitorCommands;
  config: TimeoutConfig;
  log: Logger;
}

/** Decides when to check while this monitor leads: at the interval, when something gets late, and when it is told to. */
export class Schedule {
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> | undefined;
  private again = false;
  /** When everything was checked last, by the monotonic clock. */
  private checkedAllMs = -Infinity;
  private checkingAll = false;
  private ended = false;

  constructor(private readonly parts: ScheduleParts) {}

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

  async stop(): Promise<void> {
    this.ended = true;
    clearTimeout(this.timer);
    await this.turn;
  }

  private async takeTurn(): Promise<void> {
    const { leader, state, config, commands, log } = this.parts;
    let waitMs = 1000;
    try {
      if (leader.fence === undefined) return; // `onLead` wakes us
      const reading = state.read();
      const [now, settings, command] = await Promise.all([
        reading,
        config.read(reading.then(({ settings: started }) => started)),
        commands.take(),
      ]);
      const order: CheckOrder = {
        recover: settings.auto_recovery_enabled,
        heartbeatTimeoutMs: settings.task_heartbeat_timeout * 1000,
      };
      const told = await this.obey(command, order);
      if (now.enabled && !told) await this.check(order, settings);
      waitMs = now.enabled ? await this.nextInMs(settings) : settings.monitor_check_interval * 1000;
    } catch (error) {
      log.warn({ event: 'schedule.failed', error: String(error) });
    } finally {
      if (!this.ended) this.timer = setTimeout(() => this.wake(), waitMs);
    }
  }

  /** Whether there was anything to obey. */
  private async obey(first: MonitorCommand | undefined, order: CheckOrder): Promise<boolean> {
    const { leader, commands, runner } = this.parts;
    for (let command = first; command && !this.ended; command = await commands.take()) {
      const answer = await runner.run({ ...order, lockKey: command.lockKey, now: true }, leader.fence ?? 0).answer;
      await commands.answer(command.id, answer);
    }
    return first !== undefined;
  }

  /** Everything once an interval, in between only what is due; that never waits for the rest. */
  private async check(order: CheckOrder, { monitor_check_interval }: TimeoutSettings): Promise<void> {
    const { leader, runner } = this.parts;
    const interval = performance.now() >= this.checkedAllMs + monitor_check_interval * 1000;
    if (interval) this.checkedAllMs = performance.now();
    const due = !interval || this.checkingAll;
    const run = runner.run({ ...order, due }, leader.fence ?? 0);
    if (due) await run.answer;
    else this.untilAllChecked(run.answer);
    await run.due;
  }

  private untilAllChecked(answer: Promise<unknown>): void {
    this.checkingAll = true;
    void answer
      .catch((error: unknown) => this.parts.log.warn({ event: 'schedule.failed', error: String(error) }))
      .finally(() => (this.checkingAll = false));
  }

  /** The interval, or less where something gets late before it is over. */
  private async nextInMs({ monitor_check_interval }: TimeoutSettings): Promise<number> {
    const intervalMs = monitor_check_interval * 1000;
    const leftMs = Math.max(0, this.checkedAllMs + intervalMs - performance.now());
    const next = await Promise.all(this.parts.checks.map(async (check) => check.nextInMs?.()));
    const soonest = Math.min(leftMs, ...next.filter((ms) => ms !== undefined).map((ms) => ms + LATE_MS));
    return Math.max(soonest, Math.min(SHORTEST_MS, intervalMs));
  }
}

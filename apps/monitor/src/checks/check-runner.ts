import { Inject, Injectable } from '@nestjs/common';
import { MonitorState, type CheckReport, type MonitorAction } from '@switchyard/monitoring';
import type { Logger } from '@switchyard/observability';
import { LOGGER } from '@switchyard/platform';
import { MonitorMetrics } from '../monitor-metrics';
import { CHECKS, type Check, type CheckOrder, type Findings } from './check';

/** What the gateway gets back when it orders a check. */
export interface CheckAnswer {
  checked_locks: string[];
  timeouts_detected: number;
  actions_taken: MonitorAction[];
}

/** One run of checks. */
export interface CheckRun {
  /** Resolves when the checks that a deadline made due have ended. */
  due: Promise<unknown>;
  /** Resolves when all checks have ended and their report is in Redis. */
  answer: Promise<CheckAnswer>;
}

/** Checks that follow each other. */
type Lane = 'due' | 'rest';

/**
 * Runs the checks once and writes their report. A check never runs twice at the same time. A check with a deadline does not
 * wait for the slow checks that look at everything.
 */
@Injectable()
export class CheckRunner {
  private readonly lanes: Record<Lane, Promise<unknown>> = { due: Promise.resolve(), rest: Promise.resolve() };
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(CHECKS) private readonly checks: readonly Check[],
    @Inject(MonitorState) private readonly state: Pick<MonitorState, 'report'>,
    @Inject(MonitorMetrics) private readonly metrics: Pick<MonitorMetrics, 'checked'>,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  run(order: CheckOrder, fence: number): CheckRun {
    const began = performance.now();
    const due = this.inLane('due', order);
    const rest = order.due ? [] : this.inLane('rest', order);
    const answer = Promise.all([due, rest]).then((found) => this.written(found.flat(), fence, began));
    this.last = Promise.all([this.last, answer.catch(() => undefined)]);
    return { due, answer };
  }

  /** In how many milliseconds the next thing gets late by itself. */
  async nextInMs(): Promise<number> {
    const next = await Promise.all(this.checks.map(async (check) => check.nextInMs?.()));
    return Math.min(Infinity, ...next.filter((ms) => ms !== undefined));
  }

  /** Resolves when no run is under way. */
  async idle(): Promise<void> {
    await this.last;
  }

  private inLane(lane: Lane, order: CheckOrder): Promise<Findings[]> {
    const checks = this.checks.filter((check) => 'nextInMs' in check === (lane === 'due'));
    const found = this.lanes[lane].then(() => this.each(checks, order));
    this.lanes[lane] = found;
    return found;
  }

  private async each(checks: readonly Check[], order: CheckOrder): Promise<Findings[]> {
    const found: Findings[] = [];
    for (const check of checks) found.push(await this.tried(check, order));
    return found;
  }

  private async written(found: Findings[], fence: number, began: number): Promise<CheckAnswer> {
    const report = { ...summed(found), tookMs: performance.now() - began };
    if (!(await this.state.report(fence, report))) this.log.warn({ event: 'check.not_leading', fence });
    this.metrics.checked(report);
    if (report.timeouts > 0) this.log.warn({ event: 'check.timeouts', ...report });
    return {
      checked_locks: found.flatMap(({ locks = [] }) => locks),
      timeouts_detected: found.reduce((sum, { timeouts = 0, late = timeouts }) => sum + late, 0),
      actions_taken: report.actions,
    };
  }

  /** One check that fails does not keep the others from running. */
  private async tried(check: Check, order: CheckOrder): Promise<Findings> {
    const failed = (error: string): void => this.log.error({ event: 'check.failed', check: check.name, error });
    try {
      const found = await check.run(order);
      found.failures?.forEach(failed);
      return found;
    } catch (error) {
      failed(String(error));
      return {};
    }
  }
}

function summed(found: Findings[]): Omit<CheckReport, 'tookMs'> {
  const total = (part: 'timeouts' | 'recovered' | 'released'): number =>
    found.reduce((sum, findings) => sum + (findings[part] ?? 0), 0);
  const timestamp = Date.now() / 1000;
  return {
    timeouts: total('timeouts'),
    recovered: total('recovered'),
    released: total('released'),
    actions: found.flatMap(({ actions = [] }) => actions).map((action) => ({ timestamp, ...action })),
    seen: Object.assign({}, ...found.map(({ seen }) => seen)) as CheckReport['seen'],
  };
}

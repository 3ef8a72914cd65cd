import { Injectable } from '@nestjs/common';
import type { CheckReport } from '@switchyard/monitoring';
import { Metrics } from '@switchyard/observability';
import { Counter, Gauge, Histogram } from 'prom-client';
import { Leader } from './leader/leader';

const SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30];

/** What a monitor tells Prometheus of its checks. */
@Injectable()
export class MonitorMetrics {
  private readonly checks: Histogram;
  private readonly timeouts: Counter;
  private readonly recovered: Counter;
  private readonly released: Counter;
  private readonly callbacks: Counter;

  constructor({ registry }: Metrics, leader: Leader) {
    const registers = [registry];
    this.checks = new Histogram({
      name: 'monitor_check_duration_seconds',
      help: 'Time a check took',
      buckets: SECONDS,
      registers,
    });
    this.timeouts = new Counter({ name: 'monitor_timeouts_total', help: 'What was found late', registers });
    this.recovered = new Counter({
      name: 'monitor_recovered_total',
      help: 'Tasks taken from dead attempts',
      registers,
    });
    this.released = new Counter({ name: 'monitor_released_total', help: 'GPU leases that were freed', registers });
    this.callbacks = new Counter({
      name: 'callbacks_total',
      help: 'Tries to send a callback, by what came of them',
      labelNames: ['outcome'],
      registers,
    });
    new Gauge({
      name: 'monitor_leading',
      help: '1 where this monitor leads',
      registers,
      collect() {
        this.set(leader.fence !== undefined ? 1 : 0);
      },
    });
  }

  callback(outcome: 'sent' | 'failed' | 'pending'): void {
    this.callbacks.inc({ outcome });
  }

  checked({ tookMs, timeouts, recovered, released }: CheckReport): void {
    this.checks.observe(tookMs / 1000);
    this.timeouts.inc(timeouts);
    this.recovered.inc(recovered);
    this.released.inc(released);
  }
}

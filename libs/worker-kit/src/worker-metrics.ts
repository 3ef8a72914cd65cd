import { Injectable } from '@nestjs/common';
import { Metrics } from '@switchyard/observability';
import { Gauge, Histogram } from 'prom-client';
import { Attempts } from './attempts';

const SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 10_800];

export type AttemptOutcome = 'succeeded' | 'failed' | 'timed_out' | 'cancelled' | 'retry' | 'lost' | 'given_back';

/** What a worker tells Prometheus of its tasks. */
@Injectable()
export class WorkerMetrics {
  private readonly durations: Histogram<'task_name' | 'outcome'>;

  constructor({ registry }: Metrics, attempts: Attempts) {
    this.durations = new Histogram({
      name: 'task_attempt_duration_seconds',
      help: 'Time from claim to outcome of an attempt',
      labelNames: ['task_name', 'outcome'],
      buckets: SECONDS,
      registers: [registry],
    });
    new Gauge({
      name: 'task_attempts_running',
      help: 'Attempts at work in this process',
      registers: [registry],
      collect() {
        this.set(attempts.size);
      },
    });
  }

  attemptEnded(task_name: string, outcome: AttemptOutcome, seconds: number): void {
    this.durations.observe({ task_name, outcome }, seconds);
  }
}

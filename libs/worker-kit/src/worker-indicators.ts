import { Injectable } from '@nestjs/common';
import { HealthIndicator, RedisIndicator, type Indicator } from '@switchyard/platform';
import { Consumption } from './consumption';
import { Readiness } from './readiness';

/** What the app's tasks need besides code. */
@HealthIndicator({ name: 'needs', probes: ['ready'] })
@Injectable()
class NeedsIndicator implements Indicator {
  constructor(private readonly readiness: Readiness) {}

  async check(): Promise<void> {
    if (this.readiness.missing.length > 0) throw new Error(this.readiness.missing.join('; '));
  }
}

/** Whether the worker takes tasks, or would as soon as nothing is missing. */
@HealthIndicator({ name: 'start', probes: ['ready', 'startup'] })
@Injectable()
class StartIndicator implements Indicator {
  constructor(
    private readonly readiness: Readiness,
    private readonly consumption: Consumption,
  ) {}

  async check(): Promise<void> {
    if (!this.consumption.isRunning && this.readiness.missing.length === 0) throw new Error('not started');
  }
}

/** What a worker needs to take tasks. */
export const WORKER_INDICATORS = [RedisIndicator, NeedsIndicator, StartIndicator];

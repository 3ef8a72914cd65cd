import { Injectable } from '@nestjs/common';
import { HealthIndicator, RedisIndicator, type Indicator } from '@switchyard/platform';
import { Consumption } from './consumption';
import { Heartbeat } from './heartbeat';
import { LiveTimeouts } from './live-timeouts';
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

/** Beats that may fail one after the other before the worker is not ready; it counts as dead after more. */
const MISSED_BEATS = 3;

/** Whether Redis still hears of this worker. */
@HealthIndicator({ name: 'heartbeat', probes: ['ready'] })
@Injectable()
export class HeartbeatIndicator implements Indicator {
  constructor(
    private readonly heartbeat: Heartbeat,
    private readonly timeouts: LiveTimeouts,
  ) {}

  async check(): Promise<void> {
    const { silentMs } = this.heartbeat;
    if (silentMs > MISSED_BEATS * this.timeouts.intervalMs)
      throw new Error(`no heartbeat was answered for ${Math.round(silentMs / 1000)} s`);
  }
}

/** What a worker needs to take tasks. */
export const WORKER_INDICATORS = [RedisIndicator, NeedsIndicator, StartIndicator, HeartbeatIndicator];

import { Injectable } from '@nestjs/common';
import type { GpuLockStatus } from '@switchyard/gpu-lock';
import { Metrics } from '@switchyard/observability';
import { Counter, Gauge } from 'prom-client';
import { GpuService } from '../monitoring/gpu.service';
import { MonitoringService } from '../monitoring/monitoring.service';
import { MonitorFeed } from './monitor-feed';
import { RunEventsGateway } from './run-events.gateway';

type OfGpu = readonly [name: string, help: string, value: (gpu: GpuLockStatus) => number];

const GAUGES: readonly OfGpu[] = [
  ['gpu_lock_held', '1 while a task holds the GPU', ({ state }) => (state === 'held' ? 1 : 0)],
  ['gpu_lock_waiters', 'Tasks in the line of the GPU', ({ waiting }) => waiting],
];

const COUNTERS: readonly OfGpu[] = [
  ['gpu_lock_waits_total', 'Waits for the GPU that ended with it', ({ statistics }) => statistics.waits],
  ['gpu_lock_wait_seconds_total', 'Time of these waits', ({ statistics }) => statistics.waitMs / 1000],
  ['gpu_lock_holds_total', 'How often the GPU was given back', ({ statistics }) => statistics.holds],
  ['gpu_lock_hold_seconds_total', 'Time for which it had been held', ({ statistics }) => statistics.holdMs / 1000],
  ['gpu_lock_timeouts_total', 'Waits for the GPU that took too long', ({ statistics }) => statistics.timeouts],
];

/** GPUs, signs of life and live readers. Each scrape reads Redis, so all gateways show the same numbers of the first two. */
@Injectable()
export class LiveMetrics {
  constructor(
    { registry }: Metrics,
    gpus: GpuService,
    monitoring: MonitoringService,
    feed: MonitorFeed,
    runEvents: RunEventsGateway,
  ) {
    const registers = [registry];
    const labelNames = ['lock_key'] as const;
    for (const [name, help, value] of GAUGES) {
      const fill = async (): Promise<void> => {
        for (const gpu of await gpus.read.all()) gauge.set({ lock_key: gpu.lockKey }, value(gpu));
      };
      const gauge: Gauge<'lock_key'> = new Gauge({ name, help, labelNames, registers, collect: fill });
    }
    for (const [name, help, value] of COUNTERS) {
      const fill = async (): Promise<void> => {
        const all = await gpus.read.all();
        counter.reset();
        for (const gpu of all) counter.inc({ lock_key: gpu.lockKey }, value(gpu));
      };
      const counter: Counter<'lock_key'> = new Counter({ name, help, labelNames, registers, collect: fill });
    }
    const late: Gauge = new Gauge({
      name: 'heartbeats_late',
      help: 'Tasks whose sign of life is overdue and that are not recovered yet',
      registers,
      collect: async () => late.set((await monitoring.running.counts()).orphaned),
    });
    const sent: Counter = new Counter({
      name: 'run_events_sent_total',
      help: 'Events that this gateway sent to readers of single runs over WebSockets',
      registers,
      collect: () => {
        sent.reset();
        sent.inc(runEvents.eventsSent);
      },
    });
    const sockets: Gauge<'path'> = new Gauge({
      name: 'websocket_clients',
      help: 'Open WebSockets of this gateway',
      labelNames: ['path'],
      registers,
      collect: () => {
        sockets.set({ path: '/ws/monitor' }, feed.size);
        sockets.set({ path: '/ws/runs/:id/events' }, runEvents.readers);
      },
    });
  }
}

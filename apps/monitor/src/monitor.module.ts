import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import { ApiKeys } from '@switchyard/api-keys';
import { Egress, callbackEgress } from '@switchyard/egress';
import { GpuLockControl, GpuLockReader, GpuLockSettings } from '@switchyard/gpu-lock';
import {
  DeadTasks,
  HandHeartbeats,
  Leadership,
  MonitorCommands,
  MonitorState,
  TimeoutConfig,
  timeoutsOf,
} from '@switchyard/monitoring';
import { RedisIndicator } from '@switchyard/platform';
import { CallbackProcessor, CallbackQueueModule, CallbackSender, callbackProcessor } from '@switchyard/queue';
import { Keys, RedisConnection, type RedisClient } from '@switchyard/redis';
import { TaskStore, callbackPatienceMs } from '@switchyard/task-store';
import { DueCallbacks } from './callbacks/due-callbacks';
import { Sending } from './callbacks/sending';
import { CHECKS, type Check } from './checks/check';
import { CheckRunner } from './checks/check-runner';
import { Orders } from './checks/orders';
import { Schedule } from './checks/schedule';
import { AttemptRecovery } from './heartbeats/attempt-recovery';
import { LateByHand } from './heartbeats/hand-heartbeats.check';
import { LateHeartbeats } from './heartbeats/late-heartbeats.check';
import { Housekeeping } from './housekeeping/housekeeping.check';
import { LeftFiles } from './housekeeping/left-files';
import { OldUploads } from './housekeeping/old-uploads';
import { Retention } from './housekeeping/retention.check';
import { Leader } from './leader/leader';
import { GpuLocks } from './locks/gpu-locks.check';
import { Monitor } from './monitor';
import { MONITOR_ID } from './monitor-id';
import { MonitorMetrics } from './monitor-metrics';
import { MonitorSettings } from './monitor.settings';
import { ExpiredTasks } from './outbox/expired-tasks.check';
import { LostJobs } from './outbox/lost-jobs.check';
import { TimeLimits } from './time-limits/time-limits.check';
import { WakingMessages } from './waking-messages';

const inRedis = <T>(type: new (client: RedisClient, keys: Keys) => T): FactoryProvider<T> => ({
  provide: type,
  inject: [RedisConnection, Keys],
  useFactory: ({ client }: RedisConnection, keys: Keys) => new type(client, keys),
});

const gpuLockControl: FactoryProvider<GpuLockControl> = {
  provide: GpuLockControl,
  inject: [RedisConnection, Keys, GpuLockSettings],
  useFactory: ({ client }: RedisConnection, keys: Keys, settings: GpuLockSettings) =>
    new GpuLockControl(client, keys, settings),
};

/** What this monitor was started with. */
const started = (settings: MonitorSettings, gpu: GpuLockSettings) => ({
  ...timeoutsOf(settings),
  gpu_lock_timeout: gpu.gpuLockTimeout,
});

const leadership: FactoryProvider<Leadership> = {
  provide: Leadership,
  inject: [RedisConnection, Keys, MonitorSettings, GpuLockSettings, MONITOR_ID],
  useFactory: ({ client }: RedisConnection, keys: Keys, settings: MonitorSettings, gpu: GpuLockSettings, id: string) =>
    new Leadership(client, keys, {
      monitor: id,
      leaseMs: settings.leaderTtl * 1000,
      heartbeatTimeoutMs: settings.heartbeatTimeout * 1000,
      settings: { ...started(settings, gpu), gpu_timeout: gpu.gpuLockMaxWaitTime },
    }),
};

const timeoutConfig: FactoryProvider<TimeoutConfig> = {
  provide: TimeoutConfig,
  inject: [RedisConnection, Keys, MonitorSettings, GpuLockSettings],
  useFactory: ({ client }: RedisConnection, keys: Keys, settings: MonitorSettings, gpu: GpuLockSettings) =>
    new TimeoutConfig(client, keys, {
      ...started(settings, gpu),
      heartbeatIntervalSeconds: settings.heartbeatInterval,
    }),
};

const egress: FactoryProvider<Egress> = {
  provide: Egress,
  inject: [MonitorSettings],
  useFactory: ({ callbackAllow }: MonitorSettings) => callbackEgress(callbackAllow),
};

const timeLimits: FactoryProvider<TimeLimits> = {
  provide: TimeLimits,
  inject: [TaskStore, GpuLockSettings],
  useFactory: (store: TaskStore, limits: GpuLockSettings) => new TimeLimits(store, limits),
};

/** In the order in which they run. */
const CHECK_TYPES = [LateHeartbeats, GpuLocks, LateByHand, LostJobs, ExpiredTasks, TimeLimits, Retention, Housekeeping];

/** One monitor process: stands by or leads, and checks while it leads; sends callbacks in either case. */
@Module({
  imports: [CallbackQueueModule],
  providers: [
    {
      provide: MONITOR_ID,
      useFactory: () => `monitor@${hostname()}-${process.pid}-${randomUUID().slice(0, 6)}`,
    },
    ...[ApiKeys, DeadTasks, HandHeartbeats, MonitorCommands, MonitorState, GpuLockReader].map((type) =>
      inRedis<object>(type),
    ),
    ...[gpuLockControl, leadership, timeoutConfig, timeLimits],
    ...[
      AttemptRecovery,
      LeftFiles,
      OldUploads,
      LateHeartbeats,
      GpuLocks,
      LateByHand,
      LostJobs,
      ExpiredTasks,
      Retention,
      Housekeeping,
    ],
    { provide: CHECKS, inject: CHECK_TYPES, useFactory: (...checks: Check[]) => checks },
    ...[egress, Sending, { provide: CallbackSender, useExisting: Sending }, DueCallbacks],
    ...[Leader, CheckRunner, Orders, Schedule, WakingMessages, Monitor, MonitorMetrics, RedisIndicator],
  ],
})
export class MonitorModule {
  static forRoot({ heartbeatTimeout }: MonitorSettings): DynamicModule {
    const patienceMs = callbackPatienceMs({ heartbeatTimeoutMs: heartbeatTimeout * 1000 });
    return {
      module: MonitorModule,
      providers: [{ provide: CallbackProcessor, useClass: callbackProcessor(patienceMs) }],
    };
  }
}

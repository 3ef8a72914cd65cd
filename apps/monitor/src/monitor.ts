import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { GpuLockControl, GpuLockReader, type GpuLockSettings } from '@switchyard/gpu-lock';
import {
  DeadTasks,
  HandHeartbeats,
  Leadership,
  MonitorCommands,
  MonitorState,
  TimeoutConfig,
  timeoutsOf,
} from '@switchyard/monitoring';
import type { Logger, Metrics } from '@switchyard/observability';
import { Keys, RedisConnection } from '@switchyard/redis';
import { SharedStorage } from '@switchyard/storage';
import { TaskStore, storeSettings } from '@switchyard/task-store';
import type { Check } from './checks/check';
import { CheckRunner } from './checks/check-runner';
import { Schedule } from './checks/schedule';
import { AttemptRecovery } from './heartbeats/attempt-recovery';
import { LateByHand } from './heartbeats/hand-heartbeats.check';
import { LateHeartbeats } from './heartbeats/late-heartbeats.check';
import { LeftReservations } from './heartbeats/left-reservations.check';
import { Housekeeping } from './housekeeping/housekeeping.check';
import { LeftFiles } from './housekeeping/left-files';
import { Retention } from './housekeeping/retention.check';
import { beginsQuarantine } from './locks/gpu-events';
import { GpuLocks } from './locks/gpu-locks.check';
import { Leader } from './leader/leader';
import { MonitorMetrics } from './monitor-metrics';
import type { MonitorSettings } from './monitor.settings';
import { TimeLimits } from './time-limits/time-limits.check';

/** One monitor process: stands by or leads, and checks while it leads. */
export class Monitor {
  readonly id = `monitor@${hostname()}-${process.pid}-${randomUUID().slice(0, 6)}`;
  private readonly connection: RedisConnection;
  private readonly keys: Keys;
  private readonly leader: Leader;
  private readonly schedule: Schedule;
  private readonly runner: CheckRunner;
  private stopped: Promise<void> | undefined;

  constructor(
    private readonly settings: MonitorSettings,
    private readonly gpuSettings: GpuLockSettings,
    metrics: Metrics,
    private readonly log: Logger,
  ) {
    this.keys = new Keys(settings.keyPrefix);
    this.connection = new RedisConnection(settings.redisUrl, 'fail-fast', (error) =>
      log.warn({ event: 'redis.unreachable', error: error.message }),
    );
    const { client } = this.connection;
    const leaseMs = settings.leaderTtl * 1000;
    const started = { ...timeoutsOf(settings), gpu_lock_timeout: gpuSettings.gpuLockTimeout };
    const leadership = new Leadership(client, this.keys, {
      monitor: this.id,
      leaseMs,
      heartbeatTimeoutMs: settings.heartbeatTimeout * 1000,
      settings: { ...started, gpu_timeout: gpuSettings.gpuLockMaxWaitTime },
    });
    this.leader = new Leader(leadership, leaseMs, log);
    const shown = new MonitorMetrics(metrics, () => this.leader.fence !== undefined);
    const state = new MonitorState(client, this.keys);
    const config = new TimeoutConfig(client, this.keys, {
      ...started,
      heartbeatIntervalSeconds: settings.heartbeatInterval,
    });
    const checks = this.checks();
    this.runner = new CheckRunner(checks, state, log, (report) => shown.checked(report));
    const commands = new MonitorCommands(client, this.keys);
    this.schedule = new Schedule({ leader: this.leader, runner: this.runner, checks, state, commands, config, log });
  }

  /** Why no check could be made right now; nothing when one could. */
  problems(): string[] {
    return this.connection.client.status === 'ready' ? [] : ['Redis is not reachable'];
  }

  async start(): Promise<void> {
    await this.connection.ready();
    const { keys } = this;
    const { subscriber } = this.connection;
    subscriber.on('message', (channel, text) => {
      if (channel === keys.monitorCommands || beginsQuarantine(text)) this.wake();
    });
    subscriber.on('ready', () => this.wake()); // messages may have been missed
    await subscriber.subscribe(keys.monitorCommands, keys.gpuEvents);
    this.leader.start(() => this.schedule.wake());
    this.log.info({ event: 'monitor.ready', monitor: this.id });
  }

  /** Ends the check that is under way, then gives the lead up. */
  stop(): Promise<void> {
    this.stopped ??= this.stopOnce();
    return this.stopped;
  }

  private async stopOnce(): Promise<void> {
    this.log.info({ event: 'monitor.draining' });
    await this.schedule.stop();
    await this.runner.idle();
    await this.leader.stop().catch(() => undefined); // Redis is away: the lease ends by itself
    this.connection.close();
    this.log.info({ event: 'monitor.ended' });
  }

  private wake(): void {
    if (this.leader.fence !== undefined) this.schedule.wake();
  }

  private checks(): Check[] {
    const { client } = this.connection;
    const { settings, keys } = this;
    const store = new TaskStore(client, keys, storeSettings(settings));
    const storage = new SharedStorage(settings.shareRoot);
    const dead = new DeadTasks(client, keys);
    const control = new GpuLockControl(client, keys, this.gpuSettings);
    const recovery = new AttemptRecovery(store, storage, dead, this.id);
    return [
      new LateHeartbeats(store, recovery),
      new GpuLocks(new GpuLockReader(client, keys), control, store, recovery),
      new LateByHand(new HandHeartbeats(client, keys)),
      new LeftReservations(store),
      new TimeLimits(store),
      new Retention(store, (task) => recovery.removeFiles(task)),
      new Housekeeping(store, storage, dead, new LeftFiles(storage, store)),
    ];
  }
}

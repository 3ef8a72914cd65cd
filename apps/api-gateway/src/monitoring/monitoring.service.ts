import { Injectable } from '@nestjs/common';
import { RequestError } from '@switchyard/contracts';
import { GpuLockSettings } from '@switchyard/gpu-lock';
import {
  AuditLog,
  DeadTasks,
  HandHeartbeats,
  MonitorCommands,
  MonitorState,
  RunningTasks,
  TimeoutConfig,
  type TimeoutChange,
  timeoutsOf,
  type MonitorNow,
  type TimeoutSettings,
} from '@switchyard/monitoring';
import { RedisConnection } from '@switchyard/redis';
import { TaskStore } from '@switchyard/task-store';
import { GatewaySettings } from '../gateway.settings';

/** What the routes of the monitor read and leave in Redis; the same for every gateway. */
@Injectable()
export class MonitoringService {
  readonly state: MonitorState;
  readonly commands: MonitorCommands;
  readonly running: RunningTasks;
  readonly byHand: HandHeartbeats;
  readonly dead: DeadTasks;
  readonly audit: AuditLog;
  /** Seconds. */
  readonly gpuMaxWait: number;
  private readonly config: TimeoutConfig;
  private readonly mostByHand: number;

  constructor(
    { client }: RedisConnection,
    { keys }: TaskStore,
    { heartbeatInterval, heartbeatTimeout, maxHandHeartbeats }: GatewaySettings,
    gpu: GpuLockSettings,
  ) {
    this.state = new MonitorState(client, keys);
    this.commands = new MonitorCommands(client, keys);
    this.running = new RunningTasks(client, keys);
    this.byHand = new HandHeartbeats(client, keys);
    this.mostByHand = maxHandHeartbeats;
    this.dead = new DeadTasks(client, keys);
    this.audit = new AuditLog(client, keys);
    const started = timeoutsOf({ heartbeatTimeout, lockTimeout: gpu.gpuLockTimeout });
    this.config = new TimeoutConfig(client, keys, { ...started, heartbeatIntervalSeconds: heartbeatInterval });
    this.gpuMaxWait = gpu.gpuLockMaxWaitTime;
  }

  /** How the monitor stands, and the settings that hold now. */
  async now(): Promise<{ monitor: MonitorNow; settings: TimeoutSettings }> {
    const reading = this.state.read();
    const [monitor, settings] = await Promise.all([reading, this.config.read(reading.then((now) => now.settings))]);
    return { monitor, settings };
  }

  /** Refuses to register one more task by hand when there are too many; those that beat already go on. */
  async requireRoom(taskId: string): Promise<void> {
    if ((await this.byHand.count()) < this.mostByHand) return;
    if ((await this.byHand.get(taskId))?.status === 'running') return;
    throw new RequestError('RATE_LIMITED', 'too many heartbeats', `${this.mostByHand} tasks beat by hand already`);
  }

  /** Changes settings; the monitor obeys at once. */
  async change(wanted: TimeoutChange): Promise<TimeoutSettings> {
    const { settings } = await this.state.read();
    const changed = await this.config.change(wanted, settings);
    await this.commands.wake();
    return changed;
  }
}

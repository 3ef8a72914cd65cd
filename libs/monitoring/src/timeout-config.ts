import { BooleanField, IntegerField, InvalidRequestError, MOST_ATTEMPTS, NumberField } from '@switchyard/contracts';
import type { Keys, RedisClient } from '@switchyard/redis';

/** Attempts of a task unless its submission or the installation says otherwise. */
export const STANDARD_ATTEMPTS = 3;

/** What may be changed while the system runs; what is not named stays as it is. */
export class TimeoutChange {
  @NumberField({
    description: 'longest time without progress from an engine before it is ended',
    unit: 'seconds',
    minimum: 0.1,
    maximum: 604_800,
    optional: true,
  })
  gpu_lock_timeout?: number;

  @NumberField({
    description: 'time without a heartbeat after which an attempt counts as dead',
    unit: 'seconds',
    minimum: 0.2,
    maximum: 3600,
    optional: true,
  })
  task_heartbeat_timeout?: number;

  @NumberField({
    description: 'longest time between two checks of the monitor',
    unit: 'seconds',
    minimum: 0.05,
    maximum: 300,
    optional: true,
  })
  monitor_check_interval?: number;

  @BooleanField({ description: 'recover what is late; when off it is only found and told', optional: true })
  auto_recovery_enabled?: boolean;

  @IntegerField({
    description: 'attempts of a task whose submission names no number',
    minimum: 1,
    maximum: MOST_ATTEMPTS,
    optional: true,
  })
  max_retry_attempts?: number;
}

/** The settings of timeouts as they hold now. */
export type TimeoutSettings = Required<TimeoutChange>;

/** What the leading monitor was started with; written by one that may be of another version. */
export type LeaderSettings = Partial<TimeoutSettings> & { gpu_timeout?: number };

/** The settings of a process that knows only some of them. */
export const timeoutsOf = (settings: {
  heartbeatTimeout: number;
  monitorInterval?: number;
  autoRecovery?: boolean;
  lockTimeout?: number;
}): TimeoutSettings => ({
  gpu_lock_timeout: settings.lockTimeout ?? 600,
  task_heartbeat_timeout: settings.heartbeatTimeout,
  monitor_check_interval: settings.monitorInterval ?? 30,
  auto_recovery_enabled: settings.autoRecovery ?? true,
  max_retry_attempts: STANDARD_ATTEMPTS,
});

const FIELDS = [
  'gpu_lock_timeout',
  'task_heartbeat_timeout',
  'monitor_check_interval',
  'auto_recovery_enabled',
  'max_retry_attempts',
] as const satisfies readonly (keyof TimeoutSettings)[];

/** Settings that contradict each other, by the fields at fault; the same rules as at start. */
export function contradictions(
  { task_heartbeat_timeout }: Pick<TimeoutSettings, 'task_heartbeat_timeout'>,
  heartbeatIntervalSeconds: number,
): Record<string, string> {
  if (heartbeatIntervalSeconds < task_heartbeat_timeout / 3) return {};
  const problem =
    `heartbeat_interval is ${heartbeatIntervalSeconds} s and task_heartbeat_timeout ${task_heartbeat_timeout} s: ` +
    'the timeout must be more than three intervals';
  return { task_heartbeat_timeout: problem };
}

/** Timeouts: what the processes were started with, and over it what was changed since. */
export class TimeoutConfig {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
    /** What this process was started with. */
    private readonly started: TimeoutSettings & { heartbeatIntervalSeconds: number },
  ) {}

  /** @param leader what the leading monitor was started with, which then counts for all */
  async read(leader?: LeaderSettings | null | Promise<LeaderSettings | null>): Promise<TimeoutSettings> {
    const [changed, led] = await Promise.all([this.redis.hgetall(this.keys.monitorConfig), leader]);
    return this.merged(changed, led ?? {});
  }

  /** Keeps a change whose fields are valid, unless settings would contradict each other; it holds for every process. */
  async change(change: TimeoutChange, leader?: LeaderSettings | null): Promise<TimeoutSettings> {
    const pairs = Object.entries(change).filter(([, value]) => value !== undefined);
    if (pairs.length === 0) throw new InvalidRequestError({ body: `names no setting; known: ${FIELDS.join(', ')}` });
    const texts = pairs.map(([name, value]) => [name, String(value)] as const);
    const before = await this.redis.hgetall(this.keys.monitorConfig);
    const after = this.merged({ ...before, ...Object.fromEntries(texts) }, leader ?? {});
    const problems = contradictions(after, this.started.heartbeatIntervalSeconds);
    if (Object.keys(problems).length > 0) throw new InvalidRequestError(problems);
    await this.redis.hset(this.keys.monitorConfig, ...texts.flat());
    return after;
  }

  private merged(changed: Record<string, string>, leader: LeaderSettings): TimeoutSettings {
    const base = { ...this.started, ...leader };
    const number = (name: Exclude<keyof TimeoutSettings, 'auto_recovery_enabled'>): number =>
      Number(changed[name] ?? base[name]);
    const recovery = changed['auto_recovery_enabled'];
    return {
      gpu_lock_timeout: number('gpu_lock_timeout'),
      task_heartbeat_timeout: number('task_heartbeat_timeout'),
      monitor_check_interval: number('monitor_check_interval'),
      auto_recovery_enabled: recovery === undefined ? base.auto_recovery_enabled : recovery === 'true',
      max_retry_attempts: number('max_retry_attempts'),
    };
  }
}

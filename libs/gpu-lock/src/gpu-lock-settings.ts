import { ConfigError, loadConfig, variableOf } from '@switchyard/config';
import { BooleanField, IntegerField, ListField, NumberField, TextField, type TimeLevels } from '@switchyard/contracts';

const DAY = 86_400;

/** What processes that use, watch or show GPUs need to know. */
export class GpuLockSettings {
  @ListField({
    description: 'ids of the GPUs to use; by default all that `nvidia-smi` lists; `none` uses the CPU alone',
    items: 'string',
    optional: true,
  })
  gpuIds?: string[];

  @BooleanField({ description: 'pretend that there is a GPU: lease, gate and the end of engines are real' })
  gpuSimulate = false;

  @TextField({
    description: 'name of this host in lock keys, needed where several hosts share one Redis',
    pattern: /^[A-Za-z0-9._-]*$/,
    patternMessage: 'must consist of letters, digits, dots, dashes and underscores',
    minLength: 0,
    maxLength: 253,
    optional: true,
  })
  gpuHost = '';

  @TextField({
    description: 'directory of the device gates, one for all that use the GPUs of a host; not on a network',
  })
  gpuGateDir = '/tmp/switchyard-gpu-gate';

  @IntegerField({ description: 'GPU tasks a worker process holds ready for each queue', minimum: 1, maximum: 100 })
  gpuPrefetch = 2;

  @NumberField({ description: 'first wait of the safety poll', unit: 'seconds', minimum: 0.02, maximum: 60 })
  gpuLockPollInterval = 0.5;

  @NumberField({ description: 'longest wait of the safety poll', unit: 'seconds', minimum: 0.02, maximum: 60 })
  gpuLockMaxPollInterval = 5;

  @BooleanField({ description: 'let the wait of the safety poll grow by half each time' })
  gpuLockExponentialBackoff = true;

  @NumberField({
    description: 'wait for a GPU after which the task goes back to its queue, before new ones',
    unit: 'seconds',
    minimum: 0.1,
    maximum: DAY,
  })
  gpuLockMaxWaitTime = 300;

  @NumberField({
    description: 'longest time without progress from an engine before it is ended',
    unit: 'seconds',
    minimum: 0.1,
    maximum: 7 * DAY,
  })
  gpuLockTimeout = 600;

  @NumberField({ description: 'length of a lease', unit: 'seconds', minimum: 0.2, maximum: 3600 })
  gpuLockTtl = 30;

  @NumberField({ description: 'time between two renewals of a lease', unit: 'seconds', minimum: 0.05, maximum: 1200 })
  gpuLockRenewInterval = 10;

  @NumberField({
    description: 'time after which a lost lease is passed on although no process confirmed the end of its engine',
    unit: 'seconds',
    minimum: 0.2,
    maximum: DAY,
  })
  gpuLockQuarantineTtl = 60;

  @NumberField({
    description: 'running time of a task that is worth a warning',
    unit: 'seconds',
    minimum: 0.1,
    maximum: 7 * DAY,
  })
  timeoutWarning = 1800;

  @NumberField({
    description: 'running time after which a task is asked to end',
    unit: 'seconds',
    minimum: 0.1,
    maximum: 7 * DAY,
  })
  timeoutSoft = 3600;

  @NumberField({
    description: 'running time after which a task is ended',
    unit: 'seconds',
    minimum: 0.1,
    maximum: 7 * DAY,
  })
  timeoutHard = 7200;
}

/** Settings of other classes that the rules below look at when they are given. */
interface Heartbeat {
  heartbeatInterval?: number;
  heartbeatTimeout?: number;
}

/** The lease must outlive two missed renewals. It must also outlive a clock jump that is too short to be noticed. */
export const contradictionsIn = (s: GpuLockSettings & Heartbeat): Record<string, string> => {
  const problems: Record<string, string> = {};
  const rule = (
    holds: boolean,
    at: keyof (GpuLockSettings & Heartbeat),
    must: string,
    other: keyof (GpuLockSettings & Heartbeat),
  ): void => {
    if (!holds)
      problems[variableOf(at)] =
        `is ${String(s[at])} but must ${must} ${variableOf(other)}, which is ${String(s[other])}`;
  };
  rule(s.gpuLockRenewInterval <= s.gpuLockTtl / 3, 'gpuLockRenewInterval', 'be at most a third of', 'gpuLockTtl');
  rule(s.gpuLockMaxPollInterval <= s.gpuLockTtl / 3, 'gpuLockMaxPollInterval', 'be at most a third of', 'gpuLockTtl');
  rule(
    s.gpuLockPollInterval <= s.gpuLockMaxPollInterval,
    'gpuLockPollInterval',
    'be at most',
    'gpuLockMaxPollInterval',
  );
  rule(s.timeoutWarning < s.timeoutSoft, 'timeoutWarning', 'be less than', 'timeoutSoft');
  rule(s.timeoutSoft < s.timeoutHard, 'timeoutSoft', 'be less than', 'timeoutHard');
  const { heartbeatInterval: beat, heartbeatTimeout: silence } = s;
  rule(!beat || !silence || beat < silence / 3, 'heartbeatInterval', 'be less than a third of', 'heartbeatTimeout');
  return problems;
};

/** Reads the settings from the environment; refuses those that contradict each other, by both names. */
export function loadGpuLockSettings(heartbeat: Heartbeat = {}, env?: NodeJS.ProcessEnv): GpuLockSettings {
  const settings = loadConfig(GpuLockSettings, env);
  const problems = contradictionsIn({ ...settings, ...heartbeat });
  if (Object.keys(problems).length > 0) throw new ConfigError(problems);
  return settings;
}

/** The limits of an attempt at a task that names none. */
export const standardLevels = (s: GpuLockSettings): TimeLevels => ({
  warning: s.timeoutWarning,
  soft: s.timeoutSoft,
  hard: s.timeoutHard,
});

/** The times of the protocol, in ms. */
export interface LockTimes {
  ttlMs: number;
  renewMs: number;
  /** A waiter that did not poll for so long is dropped; an offer to it ends at the same time. */
  pollLeaseMs: number;
  quarantineMs: number;
  /** Longest time between two looks at a GPU that counts for deadlines; after a longer gap the time in between does not count. */
  gapMs: number;
  firstPollMs: number;
  maxPollMs: number;
  pollGrowth: number;
  maxWaitMs: number;
  /** How long the process that lost a lease may take to end its engine before others on its host do it. */
  killGraceMs: number;
}

const KILL_GRACE_SECONDS = 3;

export const lockTimes = (s: GpuLockSettings): LockTimes => ({
  ttlMs: s.gpuLockTtl * 1000,
  renewMs: s.gpuLockRenewInterval * 1000,
  pollLeaseMs: s.gpuLockMaxPollInterval * 3000,
  quarantineMs: s.gpuLockQuarantineTtl * 1000,
  gapMs: s.gpuLockMaxPollInterval * 1500,
  firstPollMs: s.gpuLockPollInterval * 1000,
  maxPollMs: s.gpuLockMaxPollInterval * 1000,
  pollGrowth: s.gpuLockExponentialBackoff ? 1.5 : 1,
  maxWaitMs: s.gpuLockMaxWaitTime * 1000,
  killGraceMs: Math.min(KILL_GRACE_SECONDS, s.gpuLockTtl / 10) * 1000,
});

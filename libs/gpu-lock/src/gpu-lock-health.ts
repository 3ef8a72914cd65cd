import type { GpuLockAction, GpuLockStatus } from './gpu-lock-reader';

export type HealthWord = 'healthy' | 'warning' | 'critical';

export interface GpuLockHealth {
  status: HealthWord;
  issues: string[];
}

/** Rates over all GPUs that were looked at; without attempts nothing has failed. */
export interface GpuLockRates {
  totalAttempts: number;
  successRate: number;
  timeoutRate: number;
  /** Of the last 20 attempts. */
  recentSuccessRate: number;
  /** Seconds; 0 before the first hold. */
  averageExecutionTime: number;
}

const LIMITS = { successRate: 0.8, recentSuccessRate: 0.7, timeoutRate: 0.2, heldShare: 0.8 };
const RECENT = 20;

export function ratesOf(statuses: GpuLockStatus[]): GpuLockRates {
  const sum = (field: keyof GpuLockStatus['statistics']): number =>
    statuses.reduce((total, { statistics }) => total + statistics[field], 0);
  const attempts = sum('attempts');
  const recent = statuses
    .flatMap(({ history }) => history)
    .filter(endsAttempt)
    .sort((a, b) => b.at - a.at)
    .slice(0, RECENT);
  return {
    totalAttempts: attempts,
    successRate: share(sum('successes'), attempts, 1),
    timeoutRate: share(sum('timeouts'), attempts, 0),
    recentSuccessRate: share(recent.filter(({ success }) => success).length, recent.length, 1),
    averageExecutionTime: share(sum('holdMs'), sum('holds'), 0) / 1000,
  };
}

/** What is wrong with the locks taken together; for one lock, with that one. */
export function healthOf(statuses: GpuLockStatus[]): GpuLockHealth {
  const { successRate, recentSuccessRate, timeoutRate } = ratesOf(statuses);
  const warnings = [
    ...(successRate < LIMITS.successRate ? [`success rate is ${percent(successRate)}`] : []),
    ...(recentSuccessRate < LIMITS.recentSuccessRate ? [`recent success rate is ${percent(recentSuccessRate)}`] : []),
    ...(timeoutRate > LIMITS.timeoutRate ? [`timeout rate is ${percent(timeoutRate)}`] : []),
    ...statuses.filter(isCrowded).map(({ lockKey }) => `${lockKey} was held nearly all the last hour while tasks wait`),
  ];
  const critical = statuses
    .filter(isOverdue)
    .map(({ lockKey, lease }) => `${lockKey} is held by ${lease?.taskName} beyond its hard limit`);
  const status = critical.length > 0 ? 'critical' : warnings.length > 0 ? 'warning' : 'healthy';
  return { status, issues: [...critical, ...warnings] };
}

/** Time since the grant, ms; `null` when no task has the lock. */
export const lockAgeMs = ({ state, lease, now }: GpuLockStatus): number | null =>
  lease && state !== 'warm' ? Math.max(0, now - lease.acquiredAt) : null;

const isCrowded = ({ waiting, heldShare }: GpuLockStatus): boolean => waiting > 0 && heldShare > LIMITS.heldShare;

const isOverdue = (status: GpuLockStatus): boolean => {
  const limit = status.lease?.hardLimitMs ?? 0;
  return limit > 0 && (lockAgeMs(status) ?? 0) > limit;
};

const NOT_AN_END = new Set(['acquire', 'confirm', 'wanted', 'quarantine_timeout']);

const endsAttempt = ({ action }: GpuLockAction): boolean => !NOT_AN_END.has(action);

const share = (part: number, whole: number, none: number): number => (whole > 0 ? part / whole : none);

const percent = (rate: number): string => `${Math.round(rate * 100)} %`;

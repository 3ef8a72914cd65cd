import { healthOf, lockAgeMs, ratesOf, type GpuLockStatus } from '@switchyard/gpu-lock';
import type { GpuLockHealthReply, GpuLockStatusReply, GpuReply, GpuTotals } from './replies';

const SHOWN_HISTORY = 20;

/** The lock counts as free while only a warm engine is on the GPU: that engine ends when another task wants it. */
const isLocked = ({ state }: GpuLockStatus): boolean => state === 'held' || state === 'quarantined';

const ageSeconds = (status: GpuLockStatus): number | null => {
  const age = lockAgeMs(status);
  return age === null ? null : age / 1000;
};

/** @param lastCheckMs when the monitor looked last */
export function gpuLockStatus(status: GpuLockStatus, lastCheckMs: number): GpuLockStatusReply {
  const lease = isLocked(status) ? status.lease : null;
  const { statistics } = status;
  return {
    lock_key: status.lockKey,
    is_locked: isLocked(status),
    lock_holder: lease?.taskName ?? null,
    ttl_seconds: lease ? Math.ceil(lease.remainingMs / 1000) : null,
    timestamp: status.now / 1000,
    health: { ...healthOf([status]), last_check: lastCheckMs / 1000 },
    statistics: {
      total_attempts: statistics.attempts,
      success_count: statistics.successes,
      timeout_count: statistics.timeouts,
      failure_count: statistics.failures,
      average_execution_time: statistics.holds === 0 ? 0 : statistics.holdMs / statistics.holds / 1000,
    },
    recent_history: status.history.slice(0, SHOWN_HISTORY).map(({ action, task_name, at, success }) => ({
      action,
      task_name: task_name ?? null,
      timestamp: at / 1000,
      success,
    })),
    lock_type: 'GPU_LOCK',
    lock_age: ageSeconds(status),
    task_id: lease?.taskId ?? null,
    fence: lease?.fence ?? null,
    worker: lease?.worker ?? null,
    waiters: status.waiters.map(({ taskId, taskName, waitingMs, position }) => ({
      task_id: taskId,
      task_name: taskName,
      waiting_seconds: waitingMs / 1000,
      position,
    })),
  };
}

export const gpuReply = (status: GpuLockStatus, lastCheckMs: number): GpuReply => ({
  ...gpuLockStatus(status, lastCheckMs),
  state: status.state,
});

export function gpuLockHealth(statuses: GpuLockStatus[], now: number): GpuLockHealthReply {
  const { status, issues } = healthOf(statuses);
  const rates = ratesOf(statuses);
  const held = statuses.find(isLocked);
  return {
    overall_status: status,
    issues_count: issues.length,
    total_attempts: rates.totalAttempts,
    success_rate: rates.successRate,
    timeout_rate: rates.timeoutRate,
    average_execution_time: rates.averageExecutionTime,
    recent_success_rate: rates.recentSuccessRate,
    lock_holder: held?.lease?.taskName ?? null,
    lock_age: held ? ageSeconds(held) : null,
    timestamp: now / 1000,
  };
}

export function gpuTotals(statuses: GpuLockStatus[]): GpuTotals {
  const { totalAttempts, successRate, timeoutRate } = ratesOf(statuses);
  return {
    overall_status: healthOf(statuses).status,
    total_attempts: totalAttempts,
    success_rate: successRate,
    timeout_rate: timeoutRate,
  };
}

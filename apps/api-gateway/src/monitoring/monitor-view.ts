import type { BeatCounts, MonitorNow, TimeoutSettings } from '@switchyard/monitoring';
import type { HeartbeatStatistics, MonitorHealth, MonitorStatus, SystemHealth, Wellness } from './replies';

const seconds = (ms: number): number => ms / 1000;

/** A check is missed when none was made for so many intervals, and this much longer. */
const MISSED_INTERVALS = 3;
const MISSED_MS = 5000;
const LEAST_COVERAGE = 0.9;
const MOST_FAILURES = 0.1;

/** Whether anything is checked right now. */
export const isRunning = ({ alive, enabled }: MonitorNow): boolean => alive && enabled;

const uptimeOf = (monitor: MonitorNow): number =>
  isRunning(monitor) && monitor.startedAt > 0 ? seconds(Math.max(0, monitor.now - monitor.startedAt)) : 0;

export function monitorStatus(monitor: MonitorNow, settings: TimeoutSettings, gpuTimeout: number): MonitorStatus {
  return {
    monitor_status: {
      running: isRunning(monitor),
      start_time: seconds(monitor.startedAt),
      last_check: seconds(monitor.lastCheck),
      checks_performed: monitor.checksPerformed,
    },
    monitor_stats: {
      gpu_locks_monitored: monitor.locksMonitored,
      tasks_monitored: monitor.tasksMonitored,
      timeouts_detected: monitor.timeoutsDetected,
      tasks_recovered: monitor.tasksRecovered,
    },
    config: {
      check_interval: settings.monitor_check_interval,
      gpu_timeout: gpuTimeout,
      heartbeat_timeout: settings.task_heartbeat_timeout,
      enabled: monitor.enabled,
    },
    is_running: isRunning(monitor),
    uptime: uptimeOf(monitor),
  };
}

export function monitorHealth(monitor: MonitorNow, { monitor_check_interval }: TimeoutSettings): MonitorHealth {
  const intervalMs = monitor_check_interval * 1000;
  const issues = monitorIssues(monitor, intervalMs);
  return {
    status: monitor.alive ? (issues.length > 0 ? 'warning' : 'healthy') : 'critical',
    issues,
    metrics: {
      check_frequency: `${rounded((monitor.meanGapMs ?? intervalMs) / 1000)}s`,
      gpu_lock_coverage: percent(monitor.lockCoverage),
      task_monitoring_coverage: percent(monitor.taskCoverage),
      avg_response_time: `${rounded(monitor.meanCheckMs ?? 0)}ms`,
    },
    timestamp: seconds(monitor.now),
  };
}

function monitorIssues(monitor: MonitorNow, intervalMs: number): string[] {
  if (!monitor.alive) return ['no monitor leads: what dies is not found until one does'];
  if (!monitor.enabled) return ['the checks are turned off; POST /api/v1/monitoring/monitor/start turns them on'];
  const since = monitor.now - Math.max(monitor.lastCheck, monitor.startedAt);
  const coverage = Math.min(monitor.taskCoverage, monitor.lockCoverage);
  return [
    ...(since > MISSED_INTERVALS * intervalMs + MISSED_MS ? [`no check for ${Math.round(seconds(since))} s`] : []),
    ...(coverage < LEAST_COVERAGE ? [`only ${percent(coverage)} of what runs is watched`] : []),
  ];
}

export const heartbeatStatistics = ({
  active,
  orphaned,
  dead,
  meanIntervalSeconds,
}: BeatCounts): HeartbeatStatistics => ({
  total_tasks: active + orphaned + dead,
  active_count: active,
  dead_count: dead,
  orphaned_count: orphaned,
  average_heartbeat_interval: rounded(meanIntervalSeconds, 1000),
});

/** Dead and orphaned tasks of all there are; 0 when there are none. */
export function failureRate({ active, orphaned, dead }: BeatCounts): number {
  const total = active + orphaned + dead;
  return total === 0 ? 0 : (dead + orphaned) / total;
}

export function systemHealth(monitor: MonitorHealth, counts: BeatCounts): SystemHealth {
  const failure_rate = failureRate(counts);
  const failing = failure_rate > MOST_FAILURES;
  const timestamp = seconds(counts.now);
  return {
    status: worst([monitor.status, failing ? 'warning' : 'healthy']),
    issues: [
      ...monitor.issues,
      ...(failing ? [`${percent(failure_rate)} of the tasks died or gave no sign of life in time`] : []),
    ],
    components: {
      monitor,
      heartbeat: {
        total_tasks: counts.active + counts.orphaned + counts.dead,
        active_count: counts.active,
        failure_rate: rounded(failure_rate, 10_000),
        timestamp,
      },
    },
    timestamp,
  };
}

/** Of several states the one that is worst. */
export function worst(states: Wellness[]): Wellness {
  if (states.includes('critical')) return 'critical';
  return states.includes('warning') ? 'warning' : 'healthy';
}

/** @param parts of one that are kept: 10 keeps one digit */
export const rounded = (value: number, parts = 10): number => Math.round(value * parts) / parts;

const percent = (share: number): string => `${Math.round(share * 100)}%`;

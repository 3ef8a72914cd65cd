import type { BeatCounts, MonitorNow } from '@switchyard/monitoring';
import { timeoutsOf } from '@switchyard/monitoring';
import { failureRate, monitorHealth, monitorStatus, systemHealth } from './monitor-view';

const NOW = 1_701_764_160_123;
const SETTINGS = timeoutsOf({ heartbeatTimeout: 120 });

const monitor = (changes: Partial<MonitorNow> = {}): MonitorNow => ({
  now: NOW,
  enabled: true,
  alive: true,
  leader: 'm',
  startedAt: NOW - 160_123,
  lastCheck: NOW - 123,
  checksPerformed: 532,
  timeoutsDetected: 3,
  tasksRecovered: 2,
  resourcesReleased: 1,
  tasksMonitored: 12,
  locksMonitored: 1,
  taskCoverage: 0.954,
  lockCoverage: 1,
  meanGapMs: 30_012,
  meanCheckMs: 45.04,
  settings: null,
  ...changes,
});
const counts = (changes: Partial<BeatCounts> = {}): BeatCounts => ({
  now: NOW,
  active: 9,
  orphaned: 0,
  dead: 1,
  meanIntervalSeconds: 15.2,
  ...changes,
});

describe('the monitor, as it is shown', () => {
  it('has seconds with a fraction and exactly these fields', () => {
    expect(monitorStatus(monitor(), SETTINGS, 300)).toEqual({
      monitor_status: {
        running: true,
        start_time: 1_701_764_000,
        last_check: 1_701_764_160,
        checks_performed: 532,
      },
      monitor_stats: { gpu_locks_monitored: 1, tasks_monitored: 12, timeouts_detected: 3, tasks_recovered: 2 },
      config: { check_interval: 30, gpu_timeout: 300, heartbeat_timeout: 120, enabled: true },
      is_running: true,
      uptime: 160.123,
    });
  });

  it.each([
    ['it is stopped', { enabled: false }],
    ['none lives', { alive: false }],
  ])('does not run when %s', (_why, changes) => {
    expect(monitorStatus(monitor(changes), SETTINGS, 300)).toMatchObject({
      is_running: false,
      uptime: 0,
      monitor_status: { running: false },
    });
  });

  it('has a start of 0 before the first', () => {
    const status = monitorStatus(monitor({ startedAt: 0 }), SETTINGS, 300);
    expect([status.monitor_status.start_time, status.uptime]).toEqual([0, 0]);
  });

  it('is measured', () => {
    expect(monitorHealth(monitor(), SETTINGS)).toEqual({
      status: 'healthy',
      issues: [],
      metrics: {
        check_frequency: '30s',
        gpu_lock_coverage: '100%',
        task_monitoring_coverage: '95%',
        avg_response_time: '45ms',
      },
      timestamp: NOW / 1000,
    });
  });

  it.each([
    ['critical', /no monitor leads/, { alive: false }],
    ['warning', /turned off/, { enabled: false }],
    ['warning', /no check for 96 s/, { lastCheck: NOW - 96_000, startedAt: NOW - 200_000 }],
    ['warning', /only 80% of what runs is watched/, { taskCoverage: 0.8 }],
  ])('is %s and says %s', (status, issue, changes) => {
    const health = monitorHealth(monitor(changes), SETTINGS);
    expect([health.status, health.issues]).toEqual([status, [expect.stringMatching(issue)]]);
  });

  it('misses no check it has not had the time for', () => {
    const young = { startedAt: NOW - 20_000, lastCheck: NOW - 900_000 };
    expect(monitorHealth(monitor(young), SETTINGS).status).toBe('healthy');
  });
});

describe('the failure rate', () => {
  it.each([
    [{ active: 0, orphaned: 0, dead: 0 }, 0],
    [{ active: 9, orphaned: 0, dead: 1 }, 0.1],
    [{ active: 0, orphaned: 1, dead: 1 }, 1],
  ])('of %j is %d', (of, rate) => expect(failureRate(counts(of))).toBe(rate));

  it('is a warning only above a tenth', () => {
    const healthy = monitorHealth(monitor(), SETTINGS);
    expect(systemHealth(healthy, counts()).status).toBe('healthy');
    expect(systemHealth(healthy, counts({ orphaned: 1 }))).toMatchObject({
      status: 'warning',
      issues: ['18% of the tasks died or gave no sign of life in time'],
      components: { heartbeat: { total_tasks: 11, active_count: 9, failure_rate: 0.1818 } },
    });
  });

  it('does not make a critical monitor look better', () => {
    const critical = monitorHealth(monitor({ alive: false }), SETTINGS);
    expect(systemHealth(critical, counts({ dead: 9 })).status).toBe('critical');
  });
});

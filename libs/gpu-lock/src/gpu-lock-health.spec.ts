import { healthOf, lockAgeMs, ratesOf } from './gpu-lock-health';
import type { GpuLockAction, GpuLockStatus } from './gpu-lock-reader';

const NOW = 1_700_000_000_000;
const MINUTE = 60_000;

const none = { attempts: 0, successes: 0, timeouts: 0, failures: 0, holds: 0, holdMs: 0, waits: 0, waitMs: 0 };
const action = (name: string, minutesAgo: number, success = true): GpuLockAction => ({
  action: name,
  success,
  at: NOW - minutesAgo * MINUTE,
});
const status = (more: Partial<GpuLockStatus> = {}): GpuLockStatus => ({
  lockKey: 'gpu_lock:0',
  now: NOW,
  state: 'free',
  lease: null,
  waiting: 0,
  waiters: [],
  statistics: none,
  heldShare: 0,
  history: [],
  ...more,
});
const held = (minutes: number, hardLimitMs = 0): Partial<GpuLockStatus> => ({
  state: 'held',
  lease: {
    taskName: 'demo.run',
    taskId: 't',
    worker: 'w',
    fence: 1,
    acquiredAt: NOW - minutes * MINUTE,
    remainingMs: 1,
    hardLimitMs,
  },
});

describe('health of the GPU locks', () => {
  it('is good before anything was tried', () => {
    expect(ratesOf([status()])).toEqual({
      totalAttempts: 0,
      successRate: 1,
      timeoutRate: 0,
      recentSuccessRate: 1,
      averageExecutionTime: 0,
    });
    expect(healthOf([status()])).toEqual({ status: 'healthy', issues: [] });
  });

  it('counts over all GPUs', () => {
    const statistics = { ...none, attempts: 5, successes: 4, timeouts: 1, holds: 4, holdMs: 8000 };
    const rates = ratesOf([
      status({ statistics }),
      status({ statistics: { ...none, attempts: 5, successes: 5, holds: 4 } }),
    ]);
    expect(rates).toMatchObject({ totalAttempts: 10, successRate: 0.9, timeoutRate: 0.1, averageExecutionTime: 1 });
  });

  it.each([
    ['success rate', { statistics: { ...none, attempts: 10, successes: 7, failures: 3 } }],
    ['timeout rate', { statistics: { ...none, attempts: 100, successes: 79, timeouts: 21 } }],
    ['recent success rate', { history: [action('expire', 1, false), action('release', 2), action('acquire', 3)] }],
    ['held nearly all the last hour', { ...held(1), waiting: 1, heldShare: 0.81 }],
  ])('warns of %s', (words, more) => {
    const { status: word, issues } = healthOf([status(more)]);
    expect(word).toBe('warning');
    expect(issues.join()).toContain(words);
  });

  it('is good while a GPU is busy and no task waits for it', () => {
    expect(healthOf([status({ ...held(59), heldShare: 0.98 })]).status).toBe('healthy');
  });

  it('is good while a GPU was free for a fifth of the hour', () => {
    expect(healthOf([status({ ...held(10), waiting: 3, heldShare: 0.8 })]).status).toBe('healthy');
  });

  it('is critical once a lease is older than the hard limit of its task', () => {
    expect(healthOf([status(held(10, 11 * MINUTE))]).status).toBe('healthy');
    expect(healthOf([status(held(10, 9 * MINUTE))])).toEqual({
      status: 'critical',
      issues: ['gpu_lock:0 is held by demo.run beyond its hard limit'],
    });
  });
});

describe('lockAgeMs', () => {
  it('counts from the grant, and is null for a lock that is not held', () => {
    expect(lockAgeMs(status(held(3)))).toBe(3 * MINUTE);
    expect(lockAgeMs(status())).toBeNull();
    expect(lockAgeMs(status({ ...held(3), state: 'warm' }))).toBeNull();
  });
});

import type { GpuLockStatus } from '@switchyard/gpu-lock';
import { gpuLockHealth, gpuLockStatus, gpuTotals } from './gpu-view';

const NOW = 1_701_764_160_123;

const status = (changes: Partial<GpuLockStatus> = {}): GpuLockStatus => ({
  lockKey: 'gpu_lock:0',
  now: NOW,
  state: 'held',
  lease: {
    taskName: 'faster_whisper.transcribe_audio',
    taskId: 'film',
    worker: 'whisper@box',
    fence: 7,
    acquiredAt: NOW - 153_000,
    remainingMs: 27_400,
    hardLimitMs: 7_200_000,
  },
  waiting: 1,
  waiters: [{ taskId: 'next', taskName: 'paddleocr.perform_ocr', worker: 'ocr@box', waitingMs: 12_500, position: 1 }],
  statistics: { attempts: 15, successes: 12, timeouts: 2, failures: 1, holds: 2, holdMs: 312_600, waits: 1, waitMs: 5 },
  heldShare: 0.1,
  history: [
    { action: 'acquire', success: true, at: NOW - 123, task_id: 'film', task_name: 'faster_whisper.transcribe_audio' },
  ],
  ...changes,
});

describe('a GPU, as it is shown', () => {
  it('has exactly these fields while it is held', () => {
    expect(gpuLockStatus(status(), NOW - 123)).toEqual({
      lock_key: 'gpu_lock:0',
      is_locked: true,
      lock_holder: 'faster_whisper.transcribe_audio',
      ttl_seconds: 28,
      timestamp: 1_701_764_160.123,
      health: { status: 'healthy', last_check: 1_701_764_160, issues: [] },
      statistics: {
        total_attempts: 15,
        success_count: 12,
        timeout_count: 2,
        failure_count: 1,
        average_execution_time: 156.3,
      },
      recent_history: [
        { action: 'acquire', task_name: 'faster_whisper.transcribe_audio', timestamp: 1_701_764_160, success: true },
      ],
      lock_type: 'GPU_LOCK',
      lock_age: 153,
      task_id: 'film',
      fence: 7,
      worker: 'whisper@box',
      waiters: [{ task_id: 'next', task_name: 'paddleocr.perform_ocr', waiting_seconds: 12.5, position: 1 }],
    });
  });

  it.each(['free', 'warm'] as const)('has no holder while it is %s', (state) => {
    const lease = state === 'free' ? null : status().lease;
    expect(gpuLockStatus(status({ state, lease }), NOW)).toMatchObject({
      is_locked: false,
      lock_holder: null,
      ttl_seconds: null,
      lock_age: null,
      task_id: null,
      fence: null,
      worker: null,
    });
  });

  it('is held by its last task until the end of that is confirmed', () => {
    expect(gpuLockStatus(status({ state: 'quarantined' }), NOW)).toMatchObject({
      ...{ is_locked: true, lock_holder: 'faster_whisper.transcribe_audio', ttl_seconds: 28, lock_age: 153 },
      ...{ task_id: 'film', fence: 7, worker: 'whisper@box' },
    });
  });

  it('is not beyond a limit while it is warm: no task runs', () => {
    const lease = { ...status().lease!, acquiredAt: NOW - 7_300_000 };
    expect(gpuLockStatus(status({ state: 'warm', lease }), NOW).health.status).toBe('healthy');
  });

  it('is critical beyond the hard limit of its task', () => {
    const lease = { ...status().lease!, acquiredAt: NOW - 7_300_000 };
    expect(gpuLockStatus(status({ lease }), NOW).health.status).toBe('critical');
  });

  it('is summed up over all GPUs', () => {
    const other = status({ lockKey: 'gpu_lock:1', state: 'free', lease: null, waiters: [], waiting: 0 });
    expect(gpuLockHealth([other, status()], NOW)).toMatchObject({
      total_attempts: 30,
      success_rate: 0.8,
      average_execution_time: 156.3,
      lock_holder: 'faster_whisper.transcribe_audio',
      lock_age: 153,
    });
    const warm = status({ state: 'warm' });
    expect(gpuLockHealth([other, warm], NOW).lock_holder).toBeNull();
    expect(gpuLockHealth([warm, status()], NOW).lock_holder).toBe('faster_whisper.transcribe_audio');
    expect(gpuTotals([])).toEqual({ overall_status: 'healthy', total_attempts: 0, success_rate: 1, timeout_rate: 0 });
  });
});

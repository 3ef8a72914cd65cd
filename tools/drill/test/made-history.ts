import type { TaskEvent, TaskEventType } from '@switchyard/contracts';
import type { GpuLockAction } from '@switchyard/gpu-lock';
import type { GateEntry, History, TaskHistory } from '../src/judge/history';

/** 10:00 on some day; times in these histories are seconds after it. */
export const BEGIN = Date.parse('2026-01-01T10:00:00Z');
export const at = (seconds: number): number => BEGIN + seconds * 1000;

export const worker = (pid: number): string => `ffmpeg@host-${pid}-a1b2c3`;

type Step = [type: TaskEventType, seconds: number, by?: number, fence?: number];

/** Events from `[type, seconds, pid of the worker, fence]`. */
export const events = (...steps: Step[]): TaskEvent[] =>
  steps.map(([type, seconds, by = 1, fence = seconds], index) => ({
    seq: index + 1,
    type,
    timestamp: new Date(at(seconds)).toISOString(),
    level: 'info',
    producer: worker(by),
    payload: type === 'started' ? { fence } : {},
  }));

/** One attempt dies with worker 1, the next one on worker 2 succeeds. */
export const TWICE: Step[] = [
  ['created', 0],
  ['queued', 0],
  ['started', 1, 1],
  ['progress', 2, 1],
  ['orphaned', 8, 9],
  ['queued', 8, 9],
  ['started', 9, 2],
  ['completed', 12, 2],
];

export const task = (changed: Partial<TaskHistory> = {}): TaskHistory => ({
  id: 'a',
  name: 'ffmpeg.probe',
  status: 'succeeded',
  events: events(...TWICE),
  outputs: { 'audio_path/audio.wav': 'ab12' },
  expected: { 'audio_path/audio.wav': 'ab12' },
  ...changed,
});

export type LockStep = [action: string, fence: number, by: string, reason?: string];

export const lockActions = (...steps: LockStep[]): GpuLockAction[] =>
  steps.map(([action, fence, by, reason], index) => ({
    action,
    fence,
    worker: by,
    reason,
    success: true,
    at: at(index),
  }));

/** Given back, wanted by another while warm, taken from a dead one, not taken up, given back. */
export const LEASES: LockStep[] = [
  ['acquire', 1, 'w1'],
  ['release', 1, 'w1'],
  ['acquire', 2, 'w1'],
  ['release', 2, 'w1'],
  ['wanted', 2, 'w1', 'wanted'],
  ['confirm', 2, 'w1'],
  ['acquire', 3, 'w2'],
  ['drop', 0, 'w3'],
  ['expire', 3, 'w2', 'expire'],
  ['confirm', 3, 'w2'],
  ['unclaimed', 4, 'w1', 'unclaimed'],
  ['confirm', 4, 'w1'],
  ['acquire', 5, 'w3'],
  ['release', 5, 'w3'],
];

export const gate = (pid: number, changed: Partial<GateEntry> = {}): GateEntry => ({
  ...{ at: at(pid), gate: '/gates/GPU-0.lock', inode: 7, pid, role: 'engine', beside: [] },
  ...changed,
});

/** A drill in which everything went as it should. */
export const goodHistory = (changed: Partial<History> = {}): History => ({
  faults: [],
  tasks: [task()],
  gpus: [{ lock: '0', complete: true, actions: lockActions(...LEASES) }],
  gates: [gate(11), gate(12, { role: 'worker' }), gate(13)],
  processes: [{ place: 'ffmpeg#1', pid: 1, from: at(0), log: [] }],
  left: [],
  ...changed,
});

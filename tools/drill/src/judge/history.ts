import type { TaskEvent, TaskState } from '@switchyard/contracts';
import type { GpuLockAction } from '@switchyard/gpu-lock';

/**
 * `kill`: SIGKILL; `pause`: stopped for a while; `starve`: a tenth of the processor for a while; `strand`: its engines are
 * stopped and it is killed, so that they sit where they are.
 */
export type FaultKind = 'kill' | 'pause' | 'starve' | 'strand';
export type FaultRole = 'worker' | 'engine' | 'leader' | 'redis';

/** One thing that was done to the system; times are Unix ms everywhere. */
export interface Fault {
  kind: FaultKind;
  role: FaultRole;
  /** Place in the system, `ffmpeg#2`; nothing when there was none to do it to. */
  victim?: string;
  at: number;
  /** When it was over: the process went on, Redis answered again; the same as `at` for a process that was killed. */
  until: number;
  /** Of the worker, also where its engine is the victim. */
  pid?: number;
}

/** What one submitted task left behind. */
export interface TaskHistory {
  id: string;
  name: string;
  /** Nothing when there is no record. */
  status?: TaskState;
  events: readonly TaskEvent[];
  /** Content of each output file, as a hash; or why it cannot be read. */
  outputs: Outputs;
  /** The same of an undisturbed run. */
  expected: Outputs;
}

export type Outputs = Readonly<Record<string, string>>;

/** The lock of one GPU. */
export interface GpuHistory {
  lock: string;
  /** Oldest first. */
  actions: readonly GpuLockAction[];
  /** False when entries were overwritten before they were read. */
  complete: boolean;
}

/** A process got the OS lock of a device; written down while it had it. */
export interface GateEntry {
  at: number;
  /** The file. */
  gate: string;
  inode: number;
  pid: number;
  role: 'engine' | 'worker';
  /** Engines that had come in before and still ran. */
  beside: readonly number[];
}

/** One run of a process of the system. */
export interface ProcessRun {
  /** Its place, `monitor#1`. */
  place: string;
  pid: number;
  from: number;
  /** How it ended before it was asked to; nothing when it did not, or when the drill killed it. */
  crash?: string;
  log: readonly LogLine[];
}

export interface LogLine {
  at: number;
  event: string;
  /** The line as it was written. */
  facts?: Readonly<Record<string, unknown>>;
}

/** All that is known of a drill, read from Redis, from logs and from the kernel. */
export interface History {
  faults: readonly Fault[];
  tasks: readonly TaskHistory[];
  gpus: readonly GpuHistory[];
  gates: readonly GateEntry[];
  processes: readonly ProcessRun[];
  /** What was still there when everything had ended: processes, files, entries in Redis. */
  left: readonly string[];
}

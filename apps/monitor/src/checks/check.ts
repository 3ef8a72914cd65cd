import type { CheckReport, MonitorAction } from '@switchyard/monitoring';

/** What a check is asked to do. */
export interface CheckOrder {
  /** Whether what is late is recovered, or only found. */
  recover: boolean;
  /** How long after its last sign of life a task is late. */
  heartbeatTimeoutMs: number;
  /** Of the locks only this one; all when missing. */
  lockKey?: string;
  /** Only what is due by itself; the rest can wait for the interval. */
  due?: boolean;
  /** An operator ordered the check: it looks for late tasks even when the last look was a moment ago. */
  now?: boolean;
}

/** What was done about something; `timestamp` (Unix seconds) where it was not done at the end of the check. */
export type FoundAction = Omit<MonitorAction, 'timestamp'> & Partial<Pick<MonitorAction, 'timestamp'>>;

/** What one part of a check found and did. */
export interface Findings {
  /** What no look before this one had found late; counted once. */
  timeouts?: number;
  /** What is late now, where that is more. */
  late?: number;
  recovered?: number;
  released?: number;
  actions?: FoundAction[];
  seen?: CheckReport['seen'];
  /** Keys of the locks that were looked at. */
  locks?: string[];
  /** What could not be looked at, and why. */
  failures?: string[];
}

/** One thing the monitor looks after. Every recovery in it is one atomic step that only the first of several can make. */
export interface Check {
  readonly name: string;
  run(order: CheckOrder): Promise<Findings>;
  /** In how many milliseconds something gets late by itself, if that is known; such a check runs when it does. */
  nextInMs?(): Promise<number | undefined>;
}

/** All checks, in the order in which they run: `@Inject(CHECKS) checks: readonly Check[]`. */
export const CHECKS = Symbol('checks');

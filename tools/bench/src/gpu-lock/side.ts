/** One way to share a GPU among processes. */
export interface LockSide {
  /** Resolves when this participant has the lock, and its engine is in where it has one; the number tells who came first. */
  acquire(lock: number, participant: string, number: number): Promise<void>;
  release(lock: number, participant: string): Promise<void>;
  close(): Promise<void>;
}

/** `engines`: Switchyard, where each holder has an engine that the next one's has to replace. */
export type SideName = 'polling' | 'switchyard' | 'bare' | 'engines';

/** What a participant process is told at its start. */
export interface ProcessOrder {
  side: SideName;
  redisUrl: string;
  gateDir: string;
  locks: number;
  name: string;
}

/** From the conductor: a participant shall wait for the lock, hold it for so long, and give it back. */
export interface Turn {
  participant: string;
  lock: number;
  number: number;
  holdMs: number;
}

/** To the conductor; `at` is the clock that all processes of a machine share, ms. */
export interface Told {
  what: 'ready' | 'acquired' | 'releasing';
  participant: string;
  lock: number;
  at: number;
}

/** CLOCK_MONOTONIC, the same for every process of the machine. */
export const sharedClockMs = (): number => Number(process.hrtime.bigint()) / 1e6;

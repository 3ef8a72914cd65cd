import { Random } from '../random';
import type { Kind } from './kinds';

/** A task that is to be submitted. */
export interface PlannedTask {
  id: string;
  kind: Kind;
  /** Since the start of the drill. */
  atMs: number;
}

/** Nothing new comes in the last part, so that the last faults hit work too but the end is near. */
const BUSY_PART = 0.75;

/** The tasks of a drill, the same for the same seed: each kind in turn, at random times. */
export function planTasks(
  seed: number,
  { seconds, tasks, kinds }: { seconds: number; tasks: number; kinds: readonly Kind[] },
): PlannedTask[] {
  const random = new Random(seed ^ 0x7a5c);
  const times = Array.from({ length: tasks }, () => Math.round(random.between(0, seconds * 1000 * BUSY_PART)));
  return times
    .sort((a, b) => a - b)
    .map((atMs, at) => {
      const kind = kinds[at % kinds.length];
      if (!kind) throw new Error('no kind of task');
      return { id: `drill-${at + 1}`, kind, atMs };
    });
}

import type { FaultKind, FaultRole } from '../judge/history';
import { Random } from '../random';

/** A fault that is to come. What it hits follows from `pick` and from what runs then. */
export interface PlannedFault {
  /** Since the start of the drill. */
  atMs: number;
  kind: FaultKind;
  role: FaultRole;
  /** 0 to 1: which of those that can be hit. */
  pick: number;
  /** Whether those that have work come first. */
  atWork: boolean;
  /** How long it lasts; for a kill of Redis the time until it is started again, for any other kill nothing. */
  forMs: number;
}

const GAP_MS = { least: 1000, most: 4000 };
/** Longer than the lease, and sometimes longer than the heartbeat timeout. */
const PAUSE_MS = { least: 500, most: 9000 };
/** Shorter, because the whole system waits for Redis. */
const REDIS_MS = { least: 200, most: 3000 };

const ROLES = [
  [4, 'worker'],
  [4, 'engine'],
  [2, 'leader'],
  [1, 'redis'],
] as const;

const KINDS = [
  [2, 'kill'],
  [2, 'pause'],
  [1, 'starve'],
] as const;

const WORKER_KINDS = [...KINDS, [1, 'strand']] as const;

const AT_WORK = 0.7;

/** The faults of a drill, the same for the same seed. */
export function planFaults(seed: number, seconds: number): PlannedFault[] {
  const random = new Random(seed);
  const faults: PlannedFault[] = [];
  const next = (): number => random.between(GAP_MS.least, GAP_MS.most);
  for (let atMs = next(); atMs < seconds * 1000; atMs += next()) {
    const role = random.weighted(ROLES);
    const kind = random.weighted(role === 'worker' ? WORKER_KINDS : KINDS);
    const { least, most } = role === 'redis' ? REDIS_MS : PAUSE_MS;
    const forMs = Math.round(random.between(least, most));
    const [pick, atWork] = [random.next(), random.next() < AT_WORK];
    faults.push({ atMs: Math.round(atMs), kind, role, pick, atWork, forMs });
  }
  return faults;
}

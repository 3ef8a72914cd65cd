import { join } from 'node:path';
import { Script, type Keys, type RedisClient } from '@switchyard/redis';
import { heldShareOf } from './held-share';
import { gpuOfLockKey, lockKeyOf } from './lock-key';
import { lockKeys, type DeviceState } from './lock-scripts';

const STATUS = new Script(join(__dirname, 'lua', 'status.lua'));
const MOST_WAITERS = 1000;

/** One entry of a GPU's history. */
export interface GpuLockAction {
  action:
    | 'acquire'
    | 'release'
    | 'timeout'
    | 'drop'
    | 'unclaimed'
    | 'wanted'
    | 'confirm'
    | 'quarantine_timeout'
    | 'expire'
    | (string & {});
  success: boolean;
  /** Redis' clock, ms. */
  at: number;
  task_id?: string;
  task_name?: string;
  worker?: string;
  fence?: number;
  reason?: string;
}

/** Of all requests that came to an end: granted and given back, waited too long, or lost. */
export interface GpuLockStatistics {
  attempts: number;
  successes: number;
  timeouts: number;
  failures: number;
  holds: number;
  holdMs: number;
  waits: number;
  waitMs: number;
}

export interface GpuLeaseStatus {
  taskName: string;
  taskId: string;
  worker: string;
  fence: number;
  /** Redis' clock, ms. */
  acquiredAt: number;
  /** Until it runs out unless it is renewed. */
  remainingMs: number;
  /** 0 when the task has no hard limit. */
  hardLimitMs: number;
  /** Why it is in quarantine. */
  reason?: string;
}

export interface GpuLockStatus {
  lockKey: string;
  /** Redis' clock, ms. */
  now: number;
  state: DeviceState;
  /** Of what is held, warm or in quarantine. */
  lease: GpuLeaseStatus | null;
  waiting: number;
  /** The first thousand, in order. */
  waiters: { taskId: string; taskName: string; worker: string; waitingMs: number; position: number }[];
  statistics: GpuLockStatistics;
  /** Share of the last hour, 0 to 1, in which the GPU was taken: held or in quarantine. */
  heldShare: number;
  /** Newest first, at most 100. */
  history: GpuLockAction[];
}

/** Reads the state of the GPU locks, each in one consistent moment, and changes nothing. */
export class GpuLockReader {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
  ) {}

  /** @param lockKey `gpu_lock:0` or `gpu_lock:host-a:0`; of an unknown one a free lock. @throws RangeError */
  async status(lockKey: string): Promise<GpuLockStatus> {
    const gpu = gpuOfLockKey(lockKey);
    const reply = await STATUS.run(this.redis, lockKeys(this.keys, gpu), [MOST_WAITERS]);
    const [now, watched, lease, ids, waiting, waiters, stats, history] = reply as StatusReply;
    const fields = pairsOf(lease);
    const counted = pairsOf(stats);
    return {
      lockKey,
      now,
      state: (fields['state'] as DeviceState | undefined) ?? 'free',
      lease: fields['state'] ? leaseOf(fields, watched) : null,
      waiting,
      waiters: waiters.flatMap((text, i) => (text === null ? [] : [waiterOf(text, ids[i] ?? '', i + 1, now)])),
      statistics: statisticsOf(counted),
      heldShare: heldShareOf(counted, takenSince(fields), now),
      history: history.map((text) => JSON.parse(text) as GpuLockAction),
    };
  }

  /** Every GPU that a worker ever announced. */
  async all(): Promise<GpuLockStatus[]> {
    const gpus = await this.redis.hkeys(this.keys.gpus);
    return Promise.all(gpus.sort().map((gpu) => this.status(lockKeyOf(gpu))));
  }
}

type StatusReply = [number, number, string[], string[], number, (string | null)[], string[], string[]];

function pairsOf(flat: string[]): Record<string, string> {
  return Object.fromEntries(flat.flatMap((field, i) => (i % 2 === 0 ? [[field, flat[i + 1] ?? '']] : [])));
}

const leaseOf = (fields: Record<string, string>, watched: number): GpuLeaseStatus => ({
  taskName: fields['holder'] ?? '',
  taskId: fields['task_id'] ?? '',
  worker: fields['worker'] ?? '',
  fence: Number(fields['lease_fence']),
  acquiredAt: Number(fields['acquired_at']),
  remainingMs: Math.max(0, Number(fields['deadline']) - watched),
  hardLimitMs: Number(fields['hard_ms']),
  ...(fields['state'] === 'quarantined' ? { reason: fields['reason'] } : {}),
});

/** Since when the GPU is taken, by Redis' clock; `undefined` when it is free or only warm. */
function takenSince({ state, acquired_at, quarantined_at }: Record<string, string | undefined>): number | undefined {
  if (state === 'held') return Number(acquired_at);
  return state === 'quarantined' ? Number(quarantined_at) : undefined;
}

function waiterOf(text: string, taskId: string, position: number, now: number): GpuLockStatus['waiters'][number] {
  const { task_name, worker, since } = JSON.parse(text) as { task_name: string; worker: string; since: number };
  return { taskId, taskName: task_name, worker, waitingMs: Math.max(0, now - since), position };
}

function statisticsOf(fields: Record<string, string>): GpuLockStatistics {
  const number = (name: string): number => Number(fields[name] ?? 0);
  const outcomes = {
    successes: number('successes'),
    timeouts: number('timeouts'),
    failures: number('failures'),
  };
  return {
    ...outcomes,
    attempts: outcomes.successes + outcomes.timeouts + outcomes.failures,
    holds: number('holds'),
    holdMs: number('hold_ms'),
    waits: number('waits'),
    waitMs: number('wait_ms'),
  };
}

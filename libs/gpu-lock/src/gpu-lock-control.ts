import { setTimeout as pause } from 'node:timers/promises';
import type { Keys, RedisClient } from '@switchyard/redis';
import type { GpuDevice } from './devices';
import { lockTimes, type GpuLockSettings, type LockTimes } from './gpu-lock-settings';
import { gpuOfLockKey, lockKeyOf } from './lock-key';
import { LockScripts, type GonePart, type LeaseView } from './lock-scripts';

const LOOK_EVERY_MS = 50;

/** What monitor and operators do to leases of others. Nothing here frees a GPU whose engine may still run. */
export class GpuLockControl {
  readonly times: LockTimes;
  private readonly scripts: LockScripts;

  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
    settings: GpuLockSettings,
  ) {
    this.times = lockTimes(settings);
    this.scripts = new LockScripts(redis, keys, this.times);
  }

  /** The devices that workers announced, by lock key. */
  async devices(): Promise<Map<string, GpuDevice>> {
    const stored = await this.redis.hgetall(this.keys.gpus);
    return new Map(Object.entries(stored).map(([gpu, text]) => [lockKeyOf(gpu), JSON.parse(text) as GpuDevice]));
  }

  /**
   * Does what is due: overdue leases go to quarantine, dead waiters leave, quarantines end. Time counts only while a process
   * looks, so the monitor calls this for every GPU that is not free, at least every `times.maxPollMs`.
   */
  async watch(lockKey: string): Promise<LeaseView> {
    return this.scripts.watch(gpuOfLockKey(lockKey));
  }

  /** Takes a lease from its holder, who ends its engine and confirms. `stale`: the lease has another fence by now. */
  async revoke(lockKey: string, fence: number, reason = 'revoke'): Promise<'revoked' | 'free' | 'stale'> {
    return this.scripts.revoke(gpuOfLockKey(lockKey), fence, reason);
  }

  /** Says of a quarantined lease what is gone: the monitor says `attempt` once the task's record is fenced off. */
  async confirm(lockKey: string, fence: number, ...gone: GonePart[]): Promise<'freed' | 'noted' | 'stale'> {
    return this.scripts.confirm(gpuOfLockKey(lockKey), fence, ...gone);
  }

  /**
   * Orders the workers on the GPU's host to kill what is left of the engine of a lease that is over, and to confirm it.
   * @returns how many heard it
   */
  async orderClear(lockKey: string, fence: number): Promise<number> {
    const gpu = gpuOfLockKey(lockKey);
    return this.redis.publish(this.keys.gpuOrders(gpu), JSON.stringify({ kind: 'clear', gpu, fence }));
  }

  /** Whether a lost lease was passed on, or its GPU freed, within a time. */
  async untilPassedOn(lockKey: string, fence: number, withinMs: number): Promise<boolean> {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const view = await this.watch(lockKey);
      if (view.state === 'free' || view.fence !== fence) return true;
      if (performance.now() >= deadline) return false;
      await pause(LOOK_EVERY_MS);
    }
  }
}

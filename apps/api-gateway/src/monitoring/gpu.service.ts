import { Injectable } from '@nestjs/common';
import { GpuLockControl, GpuLockReader, GpuLockSettings } from '@switchyard/gpu-lock';
import { RedisConnection } from '@switchyard/redis';
import { TaskStore } from '@switchyard/task-store';
import { gpuReply } from './gpu-view';
import type { Gpus } from './replies';
import { MonitoringService } from './monitoring.service';

/** How long a reply waits until a holder is confirmed gone. */
const CONFIRM_WITHIN_MS = 15_000;

export type Release = 'released' | 'not held' | 'passed on meanwhile' | 'revoked, confirmation pending';

/** Shows the GPUs, and takes one from its holder when an operator orders it. */
@Injectable()
export class GpuService {
  readonly read: GpuLockReader;
  private readonly control: GpuLockControl;

  constructor(
    { client }: RedisConnection,
    { keys }: TaskStore,
    settings: GpuLockSettings,
    private readonly monitoring: MonitoringService,
  ) {
    this.read = new GpuLockReader(client, keys);
    this.control = new GpuLockControl(client, keys, settings);
  }

  /** Every GPU that a worker ever announced. */
  async all(): Promise<Gpus> {
    const [statuses, { lastCheck }] = await Promise.all([this.read.all(), this.monitoring.state.read()]);
    return { gpus: statuses.map((status) => gpuReply(status, lastCheck)) };
  }

  /**
   * Orders the end of the holder and waits until it is confirmed gone; until then no task gets the GPU. The order goes to the
   * audit log first, because this gateway may die before it knows the result.
   */
  async release(lockKey: string, asker: string, actor: string): Promise<Release> {
    const note = (result: string): Promise<void> =>
      this.monitoring.audit.write({
        ...{ actor, action: 'gpu_lock.release', target: lockKey },
        result: `${result} (${asker})`,
      });
    await note('ordered');
    const result = await this.revoke(lockKey);
    await note(result);
    return result;
  }

  private async revoke(lockKey: string): Promise<Release> {
    const { state, lease } = await this.read.status(lockKey);
    if (state === 'free' || !lease) return 'not held';
    if (state !== 'quarantined') {
      const revoked = await this.control.revoke(lockKey, lease.fence);
      if (revoked === 'free') return 'not held';
      if (revoked === 'stale') return 'passed on meanwhile';
    }
    await this.monitoring.commands.wake();
    const gone = await this.control.untilPassedOn(lockKey, lease.fence, CONFIRM_WITHIN_MS);
    return gone ? 'released' : 'revoked, confirmation pending';
  }
}

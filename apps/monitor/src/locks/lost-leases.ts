import type { GpuLeaseStatus, GpuLockStatus } from '@switchyard/gpu-lock';
import type { Findings, FoundAction } from '../checks/check';
import { Told } from '../checks/told';

/** The account of leases that were lost: each is counted once when it is found, and once when its GPU is passed on. */
export class LostLeases {
  private readonly told = new Told();
  /** The latest one of each lock whose end this monitor saw to. */
  private readonly awaited = new Map<string, GpuLeaseStatus>();

  /** One that is late now. */
  found(lockKey: string, lease: GpuLeaseStatus, reason = 'unknown'): Findings {
    if (!this.told.isNews(lockKey, lease.fence)) return { late: 1 };
    const told = leaseAction('log_timeout_event', lease, `${lockKey} was lost: ${reason}`);
    return { late: 1, timeouts: 1, actions: [told] };
  }

  /** Remembers a lost lease until its GPU is passed on, by whichever process confirms last. */
  await(lockKey: string, lease: GpuLeaseStatus): void {
    this.awaited.set(lockKey, lease);
  }

  /** What was awaited of a lock and came true. */
  passedOn({ lockKey, lease }: Pick<GpuLockStatus, 'lockKey' | 'lease'>): Findings[] {
    const lost = this.awaited.get(lockKey);
    if (!lost || lease?.fence === lost.fence) return [];
    this.awaited.delete(lockKey);
    return [{ released: 1, actions: [leaseAction('force_release_gpu_lock', lost, `${lockKey} is free`)] }];
  }
}

/** Whether a lease in quarantine was lost; the other reasons are the next task and the order of an operator. */
export const isLoss = ({ reason }: GpuLeaseStatus): boolean => reason !== 'wanted' && reason !== 'revoke';

/** Something that was done about a lease. */
export const leaseAction = (
  action: FoundAction['action'],
  { taskId }: GpuLeaseStatus,
  result: string,
): FoundAction => ({ action, task_id: taskId, result });

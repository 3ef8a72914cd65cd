import type { GpuLeaseStatus } from '@switchyard/gpu-lock';
import { LostLeases, isLoss } from './lost-leases';

const LOCK = 'gpu_lock:0';

describe('leases that were lost', () => {
  const lease = (fence: number, reason?: string): GpuLeaseStatus => ({
    taskName: 'demo.run',
    taskId: `t${fence}`,
    worker: 'w',
    fence,
    acquiredAt: 1,
    remainingMs: 0,
    hardLimitMs: 0,
    reason,
  });
  const status = (fence: number) => ({ lockKey: LOCK, lease: lease(fence) });

  it('are told once each', () => {
    const lost = new LostLeases();
    const found = { late: 1, timeouts: 1, actions: [{ action: 'log_timeout_event', task_id: 't1' }] };
    expect(lost.found(LOCK, lease(1), 'expire')).toMatchObject(found);
    expect(lost.found(LOCK, lease(1), 'expire')).toEqual({ late: 1 });
    expect(lost.found(LOCK, lease(2), 'expire')).toMatchObject({ timeouts: 1, actions: [{ task_id: 't2' }] });
  });

  it('count as released when the GPU is free or has another lease, once', () => {
    const lost = new LostLeases();
    lost.await(LOCK, lease(1));
    expect(lost.passedOn(status(1))).toEqual([]);
    expect(lost.passedOn(status(2))).toMatchObject([{ released: 1, actions: [{ task_id: 't1' }] }]);
    expect(lost.passedOn({ lockKey: LOCK, lease: null })).toEqual([]);
  });

  it('are not those that were wanted by the next task or taken on order', () => {
    const reasons = ['expire', 'unclaimed', 'orphaned', 'wanted', 'revoke'];
    expect(reasons.filter((reason) => isLoss(lease(1, reason)))).toEqual(['expire', 'unclaimed', 'orphaned']);
  });
});

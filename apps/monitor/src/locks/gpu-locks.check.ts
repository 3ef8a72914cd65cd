import { Injectable } from '@nestjs/common';
import { isFinal } from '@switchyard/contracts';
import {
  GpuLockControl,
  GpuLockReader,
  type GpuLeaseStatus,
  type GpuLockStatus,
  type LeaseView,
} from '@switchyard/gpu-lock';
import { TaskStore, type Orphaned, type StoredTask } from '@switchyard/task-store';
import type { Check, CheckOrder, Findings } from '../checks/check';
import { AttemptRecovery } from '../heartbeats/attempt-recovery';
import { LostLeases, isLoss, leaseAction } from './lost-leases';

/** A worker that ends a task gives its GPU back within this time. */
const TIDY_MS = 10_000;
/** How often a lost lease is looked at until it is passed on. */
const CONFIRM_EVERY_MS = 500;

/**
 * Takes GPU leases from holders that are gone: the lease is overdue, its task is over, or its attempt was fenced off. Such a
 * lease waits in quarantine until its attempt and its engine are gone; this check ends both.
 */
@Injectable()
export class GpuLocks implements Check {
  readonly name = 'gpu locks';
  private readonly lost = new LostLeases();
  private soonestMs: number | undefined;

  constructor(
    private readonly read: GpuLockReader,
    private readonly control: GpuLockControl,
    private readonly store: TaskStore,
    private readonly recovery: AttemptRecovery,
  ) {}

  async run(order: CheckOrder): Promise<Findings> {
    const { lockKey } = order;
    const known = [...(await this.control.devices()).keys()];
    if (lockKey === undefined) this.soonestMs = undefined;
    const found: Findings[] = [];
    for (const lock of lockKey === undefined ? known : [lockKey]) {
      // No worker announced this GPU, so nothing of it can be due; `watch` would only write keys for it.
      const recover = order.recover && known.includes(lock);
      found.push(...(await this.tried(lock, { ...order, recover })));
    }
    const locks = found.flatMap((one) => one.locks ?? []);
    const sum = (part: 'timeouts' | 'late' | 'recovered' | 'released'): number =>
      found.reduce((all, one) => all + (one[part] ?? 0), 0);
    return {
      locks,
      timeouts: sum('timeouts'),
      late: sum('late'),
      recovered: sum('recovered'),
      released: sum('released'),
      actions: found.flatMap(({ actions = [] }) => actions),
      failures: found.flatMap(({ failures = [] }) => failures),
      seen: lockKey === undefined ? coverage(locks.length, known.length) : {},
    };
  }

  /** The deadline of a lease moves on only while a process watches the lock, so the monitor has to watch it. */
  nextInMs(): Promise<number | undefined> {
    return Promise.resolve(this.soonestMs);
  }

  /** A lock that fails does not stop the check of the others. */
  private async tried(lock: string, order: CheckOrder): Promise<Findings[]> {
    try {
      const found = order.recover ? await this.recover(lock, order) : await this.look(lock);
      return [...found, { locks: [lock] }];
    } catch (error) {
      return [{ failures: [`${lock}: ${String(error)}`] }];
    }
  }

  private async look(lock: string): Promise<Findings[]> {
    const status = await this.read.status(lock);
    const { lease } = status;
    const passedOn = this.lost.passedOn(status);
    const reason = lease && (await this.lossOf(status, lease));
    return lease && reason ? [...passedOn, this.lost.found(lock, lease, reason)] : passedOn;
  }

  /** Why a lease is lost, when the check only looks; `undefined` while it is not. */
  private async lossOf(status: GpuLockStatus, lease: GpuLeaseStatus): Promise<string | undefined> {
    if (status.state === 'quarantined') return isLoss(lease) ? lease.reason : undefined;
    if (lease.remainingMs === 0) return 'expire';
    return (await this.isLeftHeld(status, lease)) ? 'orphaned' : undefined;
  }

  private async recover(lock: string, order: CheckOrder): Promise<Findings[]> {
    const view = await this.control.watch(lock);
    const status = await this.read.status(lock);
    const passedOn = this.lost.passedOn(status);
    if (!status.lease) return passedOn;
    this.lookAgain(view);
    return [...passedOn, ...(await this.recoverLease(status, status.lease, order))];
  }

  /** When a lease ends, or soon while it is to be confirmed that its engine is gone. */
  private lookAgain({ state, remainingMs }: LeaseView): void {
    const inMs = Math.min(this.control.times.maxPollMs, state === 'quarantined' ? CONFIRM_EVERY_MS : remainingMs);
    this.soonestMs = Math.min(this.soonestMs ?? Infinity, inMs);
  }

  private async recoverLease(status: GpuLockStatus, lease: GpuLeaseStatus, order: CheckOrder): Promise<Findings[]> {
    const { lockKey, state } = status;
    if (state === 'quarantined') return this.endQuarantine(lockKey, lease, order);
    if (!(await this.isLeftHeld(status, lease))) return [];
    if ((await this.control.revoke(lockKey, lease.fence, 'orphaned')) !== 'revoked') return [];
    return this.endQuarantine(lockKey, { ...lease, reason: 'orphaned' }, order);
  }

  private async isLeftHeld(
    { now, state }: GpuLockStatus,
    { taskId, worker, acquiredAt }: GpuLeaseStatus,
  ): Promise<boolean> {
    if (state !== 'held' || now - acquiredAt < TIDY_MS) return false;
    const task = await this.store.read.summary(taskId);
    if (!task) return true;
    if (task.status === 'running') return task.executed_on !== worker;
    if (!isFinal(task.status)) return true; // its attempt was fenced off; a granted one begins at once
    return task.completed_at === null || now - Date.parse(task.completed_at) > TIDY_MS;
  }

  /** Fences the attempt off and has what is left of the engine killed; the GPU is free when both are confirmed. */
  private async endQuarantine(lockKey: string, lease: GpuLeaseStatus, order: CheckOrder): Promise<Findings[]> {
    const found = isLoss(lease) ? [this.lost.found(lockKey, lease, lease.reason)] : [];
    if (isLoss(lease)) this.lost.await(lockKey, lease);
    const view = await this.control.watch(lockKey);
    if (view.state !== 'quarantined' || view.fence !== lease.fence) return found;
    if (this.workerHadItsTime(lease, view)) found.push(await this.endAttempt(lockKey, lease, order));
    return [...found, ...(await this.confirm(lockKey, lease))];
  }

  /** A holder that lost its lease without noticing has ended; one that was told is given time to end its engine. */
  private workerHadItsTime({ reason }: GpuLeaseStatus, { quarantinedMs }: LeaseView): boolean {
    return reason === 'expire' || quarantinedMs > this.control.times.killGraceMs;
  }

  private async endAttempt(lockKey: string, lease: GpuLeaseStatus, order: CheckOrder): Promise<Findings> {
    await this.control.orderClear(lockKey, lease.fence);
    const task = await this.attemptOf(lockKey, lease);
    const outcome = task ? await this.fenceOff(task, lockKey, lease, order) : 'alive';
    if (outcome === 'alive') return {};
    this.lost.await(lockKey, lease);
    return { recovered: 1, actions: [leaseAction('update_task_status', lease, outcome)] };
  }

  /**
   * Who lost a lease without noticing is dead, unless that may be because Redis was away. No input is to blame for a lease that was
   * taken away.
   */
  private async fenceOff(
    task: StoredTask,
    lockKey: string,
    { reason = 'unknown' }: GpuLeaseStatus,
    { heartbeatTimeoutMs }: CheckOrder,
  ): Promise<Orphaned> {
    const outcome = reason === 'expire' ? await this.recovery.recoverNow(task, heartbeatTimeoutMs) : 'spared';
    if (outcome !== 'spared') return outcome;
    return this.recovery.takeBack(task, { lockKey, reason });
  }

  /** Says that the attempt is gone, once it is; the engine may be confirmed before that or after. */
  private async confirm(lockKey: string, lease: GpuLeaseStatus): Promise<Findings[]> {
    if (await this.attemptOf(lockKey, lease)) return [];
    if ((await this.control.confirm(lockKey, lease.fence, 'attempt')) !== 'freed') return [];
    this.lost.await(lockKey, lease);
    return this.lost.passedOn({ lockKey, lease: null });
  }

  /** The task while the attempt runs that the lease was given to. */
  private async attemptOf(lockKey: string, lease: GpuLeaseStatus): Promise<StoredTask | undefined> {
    const task = await this.store.read.get(lease.taskId);
    return task && isAttemptOf(task, lockKey, lease) ? task : undefined;
  }
}

/** Whether the attempt that runs is the one the lease was given to. The record says it, because clocks jump. */
const isAttemptOf = (
  { status, executed_on, lease: taken }: StoredTask,
  lockKey: string,
  { worker, fence }: GpuLeaseStatus,
): boolean => status === 'running' && executed_on === worker && (taken ?? '') === `${lockKey} ${fence}`;

/** @param looked how many of the locks that there are could be looked at */
const coverage = (looked: number, known: number): Findings['seen'] => ({
  gpu_locks_monitored: looked,
  lock_coverage: known === 0 ? 1 : looked / known,
});

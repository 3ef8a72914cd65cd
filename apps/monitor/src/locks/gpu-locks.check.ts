import { isFinal } from '@switchyard/contracts';
import type { GpuLeaseStatus, GpuLockControl, GpuLockReader, GpuLockStatus, LeaseView } from '@switchyard/gpu-lock';
import type { StoredTask, TaskStore } from '@switchyard/task-store';
import type { Check, CheckOrder, Findings, FoundAction } from '../checks/check';
import type { AttemptRecovery } from '../heartbeats/attempt-recovery';

/** A worker that ends a task gives its GPU back within this time. */
const TIDY_MS = 10_000;
/** How often a lost lease is looked at until it is passed on. */
const CONFIRM_EVERY_MS = 500;

/**
 * GPU leases whose holder is gone: overdue, of a task that is over, or of an attempt that was fenced off. A lease that is
 * taken away waits in quarantine until its attempt and its engine are gone; this check sees to both.
 */
export class GpuLocks implements Check {
  readonly name = 'gpu locks';
  /** The latest lost lease of each GPU that was counted. */
  private readonly counted = new Map<string, number>();
  private soonestMs: number | undefined;

  constructor(
    private readonly read: GpuLockReader,
    private readonly control: GpuLockControl,
    private readonly store: TaskStore,
    private readonly recovery: AttemptRecovery,
  ) {}

  async run(order: CheckOrder): Promise<Findings> {
    const { recover, lockKey } = order;
    const known = [...(await this.control.devices()).keys()];
    const locks = lockKey === undefined ? known : [lockKey];
    const found: Findings[] = [];
    if (lockKey === undefined) this.soonestMs = undefined;
    for (const lock of locks) found.push(recover ? await this.recover(lock, order) : await this.look(lock));
    const sum = (part: 'timeouts' | 'recovered' | 'released'): number =>
      found.reduce((all, one) => all + (one[part] ?? 0), 0);
    return {
      locks,
      timeouts: sum('timeouts'),
      recovered: sum('recovered'),
      released: sum('released'),
      actions: found.flatMap(({ actions = [] }) => actions),
      seen: lockKey === undefined ? { gpu_locks_monitored: locks.length, lock_coverage: 1 } : {},
    };
  }

  /** The time of a lease only counts while somebody looks at it. */
  nextInMs(): Promise<number | undefined> {
    return Promise.resolve(this.soonestMs);
  }

  private async look(lock: string): Promise<Findings> {
    const { state, lease } = await this.read.status(lock);
    const late = state !== 'free' && lease?.remainingMs === 0;
    return { timeouts: late ? 1 : 0 };
  }

  private async recover(lock: string, order: CheckOrder): Promise<Findings> {
    const view = await this.control.watch(lock);
    const status = await this.read.status(lock);
    const { state, lease } = status;
    if (state === 'free' || !lease) return {};
    this.lookAgain(view);
    if (state === 'quarantined') return this.endQuarantine(lock, lease, order);
    if (state !== 'held' || !(await this.isLeftHeld(status, lease))) return {};
    await this.control.revoke(lock, lease.fence, 'orphaned');
    return this.endQuarantine(lock, { ...lease, reason: 'orphaned' }, order);
  }

  /** When a lease ends, or soon while it is to be confirmed that its engine is gone. */
  private lookAgain({ state, remainingMs }: LeaseView): void {
    const inMs = Math.min(this.control.times.maxPollMs, state === 'quarantined' ? CONFIRM_EVERY_MS : remainingMs);
    this.soonestMs = Math.min(this.soonestMs ?? Infinity, inMs);
  }

  private async isLeftHeld({ now }: GpuLockStatus, { taskId, worker, acquiredAt }: GpuLeaseStatus): Promise<boolean> {
    if (now - acquiredAt < TIDY_MS) return false;
    const task = await this.store.read.summary(taskId);
    if (!task) return true;
    if (task.status === 'running') return task.executed_on !== worker;
    if (!isFinal(task.status)) return true; // its attempt was fenced off; a granted one begins at once
    return task.completed_at === null || now - Date.parse(task.completed_at) > TIDY_MS;
  }

  /** Fences the attempt off and has what is left of the engine killed; the GPU is free when both are confirmed. */
  private async endQuarantine(lock: string, lease: GpuLeaseStatus, order: CheckOrder): Promise<Findings> {
    const actions: FoundAction[] = [];
    const lost = this.counted.get(lock) !== lease.fence && lease.reason !== 'wanted' && lease.reason !== 'revoke';
    this.counted.set(lock, lease.fence);
    if (lost) actions.push(action('log_timeout_event', lease, `${lock} was lost: ${lease.reason ?? 'unknown'}`));
    const view = await this.control.watch(lock);
    if (view.state !== 'quarantined' || view.fence !== lease.fence) return { timeouts: lost ? 1 : 0, actions };
    const ended = this.workerHadItsTime(lease, view) ? await this.endAttempt(lock, lease, order) : [];
    const gone = (await this.attemptOf(lease)) === undefined;
    const freed = gone && (await this.control.confirm(lock, lease.fence, 'attempt')) === 'freed';
    if (freed) actions.push(action('force_release_gpu_lock', lease, `${lock} is free`));
    return {
      timeouts: lost ? 1 : 0,
      recovered: ended.length,
      released: freed ? 1 : 0,
      actions: [...actions, ...ended],
    };
  }

  /** A holder that lost its lease without noticing has ended; one that was told is given time to end its engine. */
  private workerHadItsTime({ reason }: GpuLeaseStatus, { quarantinedMs }: LeaseView): boolean {
    return reason === 'expire' || quarantinedMs > this.control.times.killGraceMs;
  }

  private async endAttempt(lock: string, lease: GpuLeaseStatus, order: CheckOrder): Promise<FoundAction[]> {
    await this.control.orderClear(lock, lease.fence);
    const task = await this.attemptOf(lease);
    const outcome = task ? await this.recovery.recoverNow(task, order.heartbeatTimeoutMs) : 'alive';
    return outcome === 'alive' ? [] : [action('update_task_status', lease, outcome)];
  }

  /** The task while the attempt runs that the lease was given to. */
  private async attemptOf(lease: GpuLeaseStatus): Promise<StoredTask | undefined> {
    const task = await this.store.read.get(lease.taskId);
    return task && isAttemptOf(task, lease) ? task : undefined;
  }
}

/** Whether the attempt that runs is the one the lease was given to: on that worker, begun after the grant. */
const isAttemptOf = (
  { status, executed_on, started_at }: StoredTask,
  { worker, acquiredAt }: GpuLeaseStatus,
): boolean =>
  status === 'running' && executed_on === worker && started_at !== null && Date.parse(started_at) >= acquiredAt;

const action = (name: FoundAction['action'], { taskId }: GpuLeaseStatus, result: string): FoundAction => ({
  action: name,
  task_id: taskId,
  result,
});

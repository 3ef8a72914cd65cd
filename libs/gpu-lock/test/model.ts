import type { LockTimes } from '../src/gpu-lock-settings';
import type { GonePart, LeaseRef } from '../src/lock-scripts';

export const INVARIANTS = [
  'one holder',
  'growing fences',
  'strangers change nothing',
  'first come, first served',
  'dead waiters leave',
  'dead holders are replaced',
  'clocks expire no lease',
  'confirmed before passed on',
] as const;
export type Invariant = (typeof INVARIANTS)[number];

export const TIMES: LockTimes = {
  ttlMs: 3000,
  renewMs: 1000,
  pollLeaseMs: 2400,
  quarantineMs: 4000,
  gapMs: 1200,
  firstPollMs: 100,
  maxPollMs: 800,
  pollGrowth: 1.5,
  maxWaitMs: 10_000,
  killGraceMs: 300,
};

export interface Task {
  id: string;
  number: number;
  worker: string;
  token: string;
  /** When its process was last heard of, in watched time. */
  heardAt: number;
  waiting: boolean;
}

export interface Lease extends LeaseRef {
  worker: string;
  renewedAt: number;
  warm: boolean;
}

/** What Redis holds at one moment. */
export interface Seen {
  lock: Record<string, string>;
  queue: string[];
}

/** What processes, engines and clocks really do, and so what Redis may never say. */
export class Model {
  readonly violations: { invariant: Invariant; what: string }[] = [];
  readonly tasks: Task[] = [];
  /** Workers that have an engine on the GPU. */
  readonly engines = new Set<string>();
  readonly dead = new Set<string>();
  /** Leases that are over. */
  readonly past: LeaseRef[] = [];
  lease: Lease | undefined;
  /** Time as deadlines should count it. */
  watched = 0;
  private lastLook = 0;
  private readonly fences: number[] = [];
  private readonly gone = new Map<number, { parts: Set<GonePart>; since: number }>();

  /** A script looked at Redis' clock: a long absence and a jump are no time. */
  look(now: number): void {
    const passed = this.lastLook === 0 ? 0 : now - this.lastLook;
    if (passed >= 0 && passed <= TIMES.gapMs) this.watched += passed;
    this.lastLook = now;
  }

  newTask(worker: string): Task {
    const number = this.tasks.length + 1;
    const task = { id: `t${number}`, number, worker, token: `token${number}`, heardAt: this.watched, waiting: false };
    this.tasks.push(task);
    return task;
  }

  waitersOf(worker: string): Task[] {
    return this.tasks.filter((task) => task.waiting && task.worker === worker);
  }

  /** A worker was told that it has the GPU, and loads its engine. */
  granted(task: Task, fence: number): void {
    task.waiting = false;
    this.forgetLease();
    this.engines.add(task.worker);
    const { token, worker } = task;
    this.lease = { gpu: '0', token, fence, worker, renewedAt: this.watched, warm: false };
  }

  confirmed(fence: number, parts: GonePart[]): void {
    for (const part of parts) this.gone.get(fence)?.parts.add(part);
  }

  forgetLease(): void {
    if (this.lease) this.past.push(this.lease);
    this.lease = undefined;
  }

  violate(invariant: Invariant, what: string): void {
    this.violations.push({ invariant, what });
  }

  /** Holds what Redis says against what is, after a step. */
  check(before: Seen, after: Seen): void {
    this.checkQuarantineEnd(before.lock, after.lock);
    if (fenceOf(after) !== fenceOf(before) && fenceOf(after) !== 0) this.checkGrant(before, after);
    if (after.lock['state'] === 'quarantined' && before.lock['state'] !== 'quarantined') this.checkLoss(after);
    if (this.lease && (fenceOf(after) !== this.lease.fence || after.lock['state'] === 'quarantined'))
      this.forgetLease();
    this.checkHolder(after);
    this.checkWaiters(after);
    this.checkEngines(after);
  }

  private checkQuarantineEnd(before: Seen['lock'], after: Seen['lock']): void {
    const isSame = after['state'] === 'quarantined' && after['lease_fence'] === before['lease_fence'];
    if (before['state'] !== 'quarantined' || isSame) return;
    const record = this.gone.get(Number(before['lease_fence']));
    const isOver = record && this.watched - record.since >= TIMES.quarantineMs;
    // No process confirmed for so long: the host counts as gone, with its engines.
    if (isOver) this.engines.delete(before['worker'] ?? '');
    else if (record?.parts.size !== 2)
      this.violate('confirmed before passed on', `only ${[...(record?.parts ?? [])].join()} was confirmed`);
  }

  private checkGrant(before: Seen, after: Seen): void {
    const fence = fenceOf(after);
    if (fence <= Math.max(0, ...this.fences)) this.violate('growing fences', `${fence} after ${this.fences.join()}`);
    this.fences.push(fence);
    const number = this.task(after.lock['task_id'])?.number ?? 0;
    const passed = before.queue.filter((id) => after.queue.includes(id) && (this.task(id)?.number ?? 0) < number);
    if (passed.length > 0) this.violate('first come, first served', `${number} went before ${passed.join()}`);
  }

  private checkLoss({ lock }: Seen): void {
    const fence = Number(lock['lease_fence']);
    this.gone.set(fence, { parts: new Set(lock['attempt_gone'] === '1' ? ['attempt'] : []), since: this.watched });
    const lasted = this.watched - (this.lease?.fence === fence ? this.lease.renewedAt : -Infinity);
    if (lock['reason'] === 'expire' && lasted < TIMES.ttlMs)
      this.violate('clocks expire no lease', `a lease expired ${lasted} ms after it was renewed`);
  }

  private checkHolder({ lock }: Seen): void {
    const { lease } = this;
    if (!lease || lock['state'] === 'quarantined' || lock['accepted'] !== '1') return;
    const silentMs = this.watched - lease.renewedAt;
    if (silentMs >= TIMES.ttlMs)
      this.violate('dead holders are replaced', `${lease.worker} is there after ${silentMs} ms`);
  }

  private checkWaiters({ lock, queue }: Seen): void {
    const offered = lock['state'] === 'held' && lock['accepted'] === '0' ? [lock['task_id'] ?? ''] : [];
    for (const id of [...queue, ...offered]) {
      const silentMs = this.watched - (this.task(id)?.heardAt ?? 0);
      if (silentMs >= TIMES.pollLeaseMs) this.violate('dead waiters leave', `${id} is there after ${silentMs} ms`);
    }
  }

  /** Only the worker of the lease may be on the GPU, whatever the state of the lease; a free GPU has none. */
  private checkEngines({ lock }: Seen): void {
    const others = [...this.engines].filter((worker) => worker !== lock['worker']);
    if (others.length > 0) this.violate('one holder', `${others.join()} beside ${JSON.stringify(lock)}`);
  }

  private task(id: string | undefined): Task | undefined {
    return this.tasks.find((task) => task.id === id);
  }
}

const fenceOf = ({ lock }: Seen): number => Number(lock['lease_fence'] ?? 0);

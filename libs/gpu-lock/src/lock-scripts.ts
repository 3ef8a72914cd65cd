import { join } from 'node:path';
import { Script, type Keys, type RedisClient } from '@switchyard/redis';
import type { LockTimes } from './gpu-lock-settings';

const VERBS = ['enqueue', 'poll', 'renew', 'release', 'leave', 'revoke', 'confirm', 'watch'] as const;
type Verb = (typeof VERBS)[number];

/** A task that waits, as Redis knows it. */
export interface WaiterRef {
  taskId: string;
  token: string;
}

export interface NewWaiter extends WaiterRef {
  taskName: string;
  worker: string;
  /** Waiters are served by it, lowest first. */
  number: number;
  hardLimitMs: number;
  /** Whether a wait in vain is counted at this GPU: at one of those it waits for. */
  counts?: boolean;
}

export interface LeaseRef {
  gpu: string;
  token: string;
  fence: number;
}

/** Where a waiter stands. */
export type Standing =
  | { outcome: 'granted'; fence: number; warm: boolean }
  | { outcome: 'waiting'; position: number; watched: number }
  | { outcome: 'gone' }
  | { outcome: 'replaced' };

export type DeviceState = 'free' | 'held' | 'warm' | 'quarantined';

/** What is to be known of a lease by those who wait for it. */
export interface LeaseView {
  state: DeviceState;
  fence: number;
  /** Until the lease, the offer or the quarantine ends by itself. */
  remainingMs: number;
  quarantinedMs: number;
}

/** What has to be gone before a lost lease is passed on. */
export type GonePart = 'attempt' | 'engine';

/** The verbs of the protocol, typed; each is one script about one GPU. */
export class LockScripts {
  private readonly scripts: Record<Verb, Script>;
  /** What all verbs say first about a GPU, made once: a hand-over waits for whatever is done before it is sent. */
  private readonly beginnings = new Map<string, { keys: string[]; args: (string | number)[] }>();

  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
    private readonly times: LockTimes,
    directory = join(__dirname, 'lua'),
  ) {
    const loaded = VERBS.map((verb) => [verb, new Script(join(directory, `${verb}.lua`))] as const);
    this.scripts = Object.fromEntries(loaded) as Record<Verb, Script>;
  }

  async enqueue(gpu: string, waiter: NewWaiter): Promise<Standing> {
    const { taskId, taskName, worker, token, number, hardLimitMs, counts = true } = waiter;
    const args = [taskId, taskName, worker, token, number, Math.round(hardLimitMs), counts ? 1 : 0];
    return standing(await this.run('enqueue', gpu, args));
  }

  async poll(gpu: string, waiters: WaiterRef[]): Promise<LeaseView & { standings: Standing[] }> {
    const args = waiters.flatMap(({ taskId, token }) => [taskId, token]);
    const [state, fence, remaining, quarantined, answers] = (await this.run('poll', gpu, args)) as [
      ...Parameters<typeof leaseView>,
      unknown[],
    ];
    return { ...leaseView(state, fence, remaining, quarantined), standings: answers.map(standing) };
  }

  /** @returns `warm`: an engine of this process may still be loaded; `worker`: the one that has the lease instead, or '' */
  async renew(lease: LeaseRef): Promise<{ ok: true; warm: boolean } | { ok: false; worker: string; reason: string }> {
    const [outcome, second, reason] = (await this.run('renew', lease.gpu, [lease.token, lease.fence])) as string[];
    if (outcome === 'ok') return { ok: true, warm: second === '1' };
    return { ok: false, worker: second ?? '', reason: reason ?? '' };
  }

  async release(lease: LeaseRef, mode: 'free' | 'warm'): Promise<'ok' | 'lost'> {
    return (await this.run('release', lease.gpu, [lease.token, lease.fence, mode])) as 'ok' | 'lost';
  }

  /** @returns the grant that came before the waiter could leave */
  async leave(
    gpu: string,
    waiter: WaiterRef,
    why: 'timeout' | 'cancelled' | 'elsewhere',
  ): Promise<Standing | undefined> {
    const reply = (await this.run('leave', gpu, [waiter.taskId, waiter.token, why])) as string[];
    return reply[0] === 'granted' ? standing(reply) : undefined;
  }

  async revoke(gpu: string, fence: number, reason: string): Promise<'revoked' | 'free' | 'stale'> {
    return (await this.run('revoke', gpu, [fence, reason])) as 'revoked' | 'free' | 'stale';
  }

  async confirm(gpu: string, fence: number, ...gone: GonePart[]): Promise<'freed' | 'noted' | 'stale'> {
    return (await this.run('confirm', gpu, [fence, ...gone])) as 'freed' | 'noted' | 'stale';
  }

  async watch(gpu: string): Promise<LeaseView> {
    return leaseView(...((await this.run('watch', gpu, [])) as Parameters<typeof leaseView>));
  }

  private run(verb: Verb, gpu: string, args: (string | number)[]): Promise<unknown> {
    const beginning = this.beginnings.get(gpu) ?? this.beginningFor(gpu);
    return this.scripts[verb].run(this.redis, beginning.keys, [...beginning.args, ...args]);
  }

  private beginningFor(gpu: string): { keys: string[]; args: (string | number)[] } {
    const { keys, times } = this;
    const common = [times.gapMs, times.ttlMs, times.pollLeaseMs, times.quarantineMs].map(Math.round);
    const channels = [keys.gpuMessages(''), keys.gpuOrders(gpu), keys.gpuEvents];
    const beginning = { keys: lockKeys(keys, gpu), args: [...common, ...channels, gpu] };
    this.beginnings.set(gpu, beginning);
    return beginning;
  }
}

const PARTS = ['queue', 'waiters', 'polls', 'fence', 'stats', 'history', 'clock'] as const;

/** The keys of one GPU in the order its scripts want them. */
export const lockKeys = (keys: Keys, gpu: string): string[] => [
  keys.gpuLock(gpu),
  ...PARTS.map((part) => keys.gpuLockPart(gpu, part)),
  keys.auditLog,
];

function standing(reply: unknown): Standing {
  const [outcome, first, second] = reply as [Standing['outcome'], string | number, string];
  if (outcome === 'granted') return { outcome, fence: Number(first), warm: second === '1' };
  if (outcome === 'waiting') return { outcome, position: Number(first), watched: Number(second) };
  return { outcome };
}

const leaseView = (state: DeviceState, fence: string, remainingMs: number, quarantinedMs: number): LeaseView => ({
  state,
  fence: Number(fence),
  remainingMs,
  quarantinedMs,
});

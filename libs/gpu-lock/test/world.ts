import type { Keys, RedisClient } from '@switchyard/redis';
import { LockScripts, type GonePart } from '../src/lock-scripts';
import { sureForMs } from '../src/waiting-room';
import { Model, TIMES, type Seen, type Task } from './model';

/** What happens next; `who` and `which` choose among processes and tasks, `ms` is how much time passes before it. */
export interface Step {
  kind: Kind;
  who: number;
  which: number;
  ms: number;
}

export const KINDS = [
  'enqueue',
  'poll',
  'accept',
  'begin',
  'renew',
  'releaseFree',
  'releaseWarm',
  'cool',
  'comeBackLater',
  'die',
  'heed',
  'clear',
  'fenceOff',
  'revoke',
  'watch',
  'stranger',
  'jump',
  'absence',
] as const;
export type Kind = (typeof KINDS)[number] | 'loseWrites';

type Lock = Seen['lock'];

/** A message about a grant that its process has not read yet. */
interface Offered {
  task: Task;
  fence: number;
  at: number;
  lastsMs: number;
}

const GPU = '0';
const LONG_MS = 60_000;

/** The real scripts on a real Redis, used by workers that do what they like; a model beside it knows what may not be. */
export class World {
  readonly model = new Model();
  private readonly scripts: LockScripts;
  private workers = ['w0', 'w1', 'w2'];
  private births = 2;
  private now = 1_700_000_000_000;
  private savedFence: string | null = null;
  private messages: Offered[] = [];

  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
    directory: string,
  ) {
    this.scripts = new LockScripts(redis, keys, TIMES, directory);
  }

  /** Lets time pass, looks at the lock, then does the step. */
  async take(step: Step): Promise<void> {
    const { kind, which, ms } = step;
    this.now += kind === 'absence' ? LONG_MS : kind === 'jump' ? which * 20_000 - LONG_MS : ms;
    await this.redis.set(`${this.keys.gpuLock(GPU)}:test_now`, this.now);
    this.model.look(this.now);
    await this.checked(async () => void (await this.scripts.watch(GPU)));
    await this.checked((lock) => this.act(step, lock));
  }

  private async checked(happens: (lock: Lock) => Promise<void>): Promise<void> {
    const before = await this.see();
    await happens(before.lock);
    const after = await this.see();
    this.model.check(before, after);
    if (after.lock['lease_fence'] !== before.lock['lease_fence']) this.noteOffer(after.lock);
  }

  private noteOffer(lock: Lock): void {
    const task = this.model.tasks.find(({ token }) => token === lock['token']);
    if (!task || lock['state'] !== 'held' || lock['accepted'] !== '0') return;
    const at = this.model.watched;
    this.messages.push({
      task,
      fence: Number(lock['lease_fence']),
      at,
      lastsMs: task.heardAt + TIMES.pollLeaseMs - at,
    });
  }

  private async act({ kind, who, which }: Step, lock: Lock): Promise<void> {
    const worker = this.workers[who % this.workers.length] ?? '';
    const waiting = this.model.waitersOf(worker);
    switch (kind) {
      case 'enqueue':
        return this.enqueue(this.model.newTask(worker));
      case 'poll':
        return this.poll(waiting);
      case 'accept':
        return this.accept(waiting, lock);
      case 'begin':
        return this.begin(this.messages[which % Math.max(1, this.messages.length)]);
      case 'renew':
        return this.renew();
      case 'releaseFree':
      case 'releaseWarm':
        return this.release(kind === 'releaseWarm');
      case 'cool':
        return this.model.lease?.warm ? this.release(false) : undefined;
      case 'comeBackLater':
        return this.comeBackLater(waiting[which % Math.max(1, waiting.length)], which);
      case 'die':
        return this.die(worker);
      case 'heed':
        return this.model.dead.has(lock['worker'] ?? '') ? undefined : this.heed(lock);
      case 'clear':
        return this.clear(lock);
      case 'fenceOff':
        return this.confirm(lock, 'attempt');
      case 'revoke':
        return this.revoke(lock);
      case 'stranger':
        return this.stranger(which, lock);
      case 'loseWrites':
        return this.loseWrites();
      case 'watch':
      case 'jump':
      case 'absence':
        return void (await this.scripts.watch(GPU));
    }
  }

  private async enqueue(task: Task): Promise<void> {
    Object.assign(task, { waiting: true, heardAt: this.model.watched });
    const { id: taskId, worker, token, number } = task;
    const standing = await this.scripts.enqueue(GPU, { taskId, taskName: 'n', worker, token, number, hardLimitMs: 0 });
    if (standing.outcome === 'granted') this.model.granted(task, standing.fence);
  }

  private async poll(tasks: Task[]): Promise<void> {
    if (tasks.length === 0) return;
    const waiters = tasks.map(({ id, token }) => ({ taskId: id, token }));
    const { standings } = await this.scripts.poll(GPU, waiters);
    for (const [i, task] of tasks.entries()) {
      const standing = standings[i];
      task.heardAt = this.model.watched;
      task.waiting = standing?.outcome === 'waiting';
      if (standing?.outcome === 'granted') this.model.granted(task, standing.fence);
    }
  }

  /** A message told of the offer. */
  private async accept(waiting: Task[], lock: Lock): Promise<void> {
    const task = waiting.find(({ token }) => token === lock['token']);
    if (!task || lock['state'] !== 'held') return;
    const fence = Number(lock['lease_fence']);
    if ((await this.scripts.renew({ gpu: GPU, token: task.token, fence })).ok) this.model.granted(task, fence);
  }

  /** A process reads of a grant, soon or late; where it is sure that the GPU is its own, it begins before it says so. */
  private async begin(message: Offered | undefined): Promise<void> {
    if (!message) return;
    const { task, fence, at, lastsMs } = message;
    this.messages = this.messages.filter((other) => other !== message);
    const isLate = this.model.watched - at >= sureForMs(TIMES, lastsMs);
    if (!task.waiting || isLate || this.model.dead.has(task.worker)) return;
    this.model.granted(task, fence);
  }

  private async renew(): Promise<void> {
    const { lease, dead, watched } = this.model;
    if (lease && !dead.has(lease.worker) && (await this.scripts.renew(lease)).ok) lease.renewedAt = watched;
  }

  /** A worker that lost its lease meanwhile does not come to this: it heeds the loss. */
  private async release(warm: boolean): Promise<void> {
    const { lease, dead, engines, watched } = this.model;
    if (!lease || dead.has(lease.worker)) return;
    if (!warm) engines.delete(lease.worker);
    await this.scripts.release(lease, warm ? 'warm' : 'free');
    Object.assign(lease, { renewedAt: watched, warm });
    if (!warm) this.model.forgetLease();
  }

  /** The wait was too long; the task is back with the same number, now or never. */
  private async comeBackLater(task: Task | undefined, which: number): Promise<void> {
    if (!task) return;
    const late = await this.scripts.leave(GPU, { taskId: task.id, token: task.token }, 'timeout');
    task.waiting = false;
    if (late?.outcome === 'granted') return this.decline(task, late.fence, late.warm);
    if (which % 2 === 0) await this.enqueue(Object.assign(task, { token: `${task.token}'` }));
  }

  /** Gives back a grant that its task does not need any more; a warm engine stays warm. */
  private async decline(task: Task, fence: number, warm: boolean): Promise<void> {
    this.model.granted(task, fence);
    await this.release(warm);
  }

  /** Ends a worker. Its engine stays on the GPU until a worker kills it; a new process takes the place of the worker. */
  private async die(worker: string): Promise<void> {
    this.model.dead.add(worker);
    for (const task of this.model.waitersOf(worker)) task.waiting = false;
    const next = `w${(this.births += 1)}`;
    this.workers = this.workers.map((name) => (name === worker ? next : name));
  }

  /** A process reads of its loss, and so has read of its grant before. */
  private async heed(lock: Lock): Promise<void> {
    this.messages = this.messages.filter(({ fence }) => fence !== Number(lock['lease_fence']));
    await this.confirm(lock, 'attempt', 'engine');
  }

  /** Others end an engine when they are ordered to, or when its own process had its time. */
  private async clear(lock: Lock): Promise<void> {
    const isOrdered = lock['reason'] === 'expire' || lock['reason'] === 'unclaimed';
    if (isOrdered || this.now - Number(lock['quarantined_at']) >= TIMES.killGraceMs) await this.confirm(lock, 'engine');
  }

  private async confirm(lock: Lock, ...parts: GonePart[]): Promise<void> {
    if (lock['state'] !== 'quarantined') return;
    const fence = Number(lock['lease_fence']);
    if (parts.includes('engine')) this.model.engines.delete(lock['worker'] ?? '');
    this.model.confirmed(fence, parts);
    await this.scripts.confirm(GPU, fence, ...parts);
  }

  private async revoke(lock: Lock): Promise<void> {
    if (!lock['state']) return;
    const answer = await this.scripts.revoke(GPU, Number(lock['lease_fence']), 'revoke');
    const { state, lease_fence } = (await this.see()).lock;
    if (answer === 'revoked' && (state !== 'quarantined' || lease_fence !== lock['lease_fence']))
      this.model.violate('confirmed before passed on', `a revoked lease left the GPU ${state ?? 'free'}`);
  }

  /** Calls of those who lost their lease, or never had it: refused, and nothing is changed. */
  private async stranger(which: number, lock: Lock): Promise<void> {
    const { scripts } = this;
    const fence = Number(lock['lease_fence'] ?? 1);
    const token = lock['token'] ?? 'none';
    const old = this.model.past[which % Math.max(1, this.model.past.length)];
    const renewed = async (lease: { token: string; fence: number }): Promise<string> =>
      (await scripts.renew({ gpu: GPU, ...lease })).ok ? 'renewed' : 'lost';
    const tries: (() => Promise<string> | string)[] = [
      () => renewed({ token: 'wrong', fence }),
      () => renewed({ token, fence: fence + 1 }),
      () => scripts.release({ gpu: GPU, token: 'wrong', fence }, 'free'),
      () => scripts.release({ gpu: GPU, token, fence: fence - 1 }, 'warm'),
      () => scripts.revoke(GPU, fence - 1, 'revoke'),
      () => scripts.confirm(GPU, fence + 1, 'attempt', 'engine'),
      () => (old ? renewed(old) : 'lost'),
      () => (old && old.fence !== fence ? scripts.confirm(GPU, old.fence, 'attempt', 'engine') : 'stale'),
      () => (lock['state'] === 'quarantined' ? renewed({ token, fence }) : 'lost'),
    ];
    const before = await this.everything();
    const answer = (await tries[which % tries.length]?.()) ?? '';
    const isRefused = ['lost', 'stale', 'free'].includes(answer);
    if (isRefused && (await this.everything()) === before) return;
    this.model.violate('strangers change nothing', `try ${which % tries.length} was answered ${answer}`);
  }

  /** Redis comes back with the fence it had a moment ago; its clock has gone on. */
  private async loseWrites(): Promise<void> {
    const key = this.keys.gpuLockPart(GPU, 'fence');
    if (this.savedFence !== null) await this.redis.set(key, this.savedFence);
    this.savedFence = await this.redis.get(key);
  }

  private async see(): Promise<Seen> {
    const [lock, queue] = await Promise.all([
      this.redis.hgetall(this.keys.gpuLock(GPU)),
      this.redis.zrange(this.keys.gpuLockPart(GPU, 'queue'), '0', '-1'),
    ]);
    return { lock, queue };
  }

  /** All but the clock. */
  private async everything(): Promise<string> {
    const part = (name: Parameters<Keys['gpuLockPart']>[1]): string => this.keys.gpuLockPart(GPU, name);
    const all = await Promise.all([
      this.see(),
      this.redis.zrange(part('queue'), '0', '-1', 'WITHSCORES'),
      this.redis.hgetall(part('waiters')),
      this.redis.zrange(part('polls'), '0', '-1', 'WITHSCORES'),
      this.redis.get(part('fence')),
      this.redis.hgetall(part('stats')),
      this.redis.lrange(part('history'), 0, -1),
    ]);
    return JSON.stringify(all);
  }
}

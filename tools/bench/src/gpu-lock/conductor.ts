import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchRedis } from '../machine/bench-redis';
import type { ProcessOrder, SideName, Told, Turn } from './side';

const PROCESSES = 4;
/** They come at moments of their own; who polls in step with others would wait as long as one alone. */
const ARRIVAL_MS = 500;
/** Holds before the samples begin, so that they come often: compilers learn by count. */
const WARM_UP_HOLD_MS = 1;
/** After that waiters poll as seldom as they ever do. */
const SETTLED_MS = 12_000;

export interface Load {
  side: SideName;
  /** Locks that are used side by side; more of them give more samples of what is slow. */
  locks: number;
  /** Waiters of each lock, besides its holder. */
  waiters: number;
  holdMs: () => number;
  /** Before the samples begin. */
  warmUpSeconds: number;
  seconds: number;
}

/** Lets participants in four processes hand locks on, and notes how long each hand-over takes. */
export class Conductor {
  private readonly children: ChildProcess[] = [];
  private readonly begun = new Set<number>();
  private readonly unpaired = new Map<number, Told>();
  private readonly latencies: number[] = [];
  private numbers = 0;
  private isWarm: boolean;
  private isOver = false;

  private constructor(private readonly load: Load) {
    this.isWarm = load.warmUpSeconds === 0;
  }

  /** Milliseconds from the moment a holder begins to release until the next one knows that it has the lock, ascending. */
  static async handOvers(redis: BenchRedis, gateDir: string, load: Load): Promise<number[]> {
    const conductor = await Conductor.start(redis, gateDir, load);
    await pause(load.warmUpSeconds * 1000);
    conductor.isWarm = true;
    await pause(load.seconds * 1000);
    conductor.end();
    return conductor.latencies.sort((a, b) => a - b);
  }

  /** Client commands a second while one holds the lock and all others wait. */
  static async commandsWhileWaiting(redis: BenchRedis, gateDir: string, load: Load): Promise<number> {
    const conductor = await Conductor.start(redis, gateDir, {
      ...load,
      locks: 1,
      warmUpSeconds: 0,
      holdMs: () => SETTLED_MS + load.seconds * 4000,
    });
    const kind = load.side === 'polling' ? 'set' : 'evalsha';
    await pause(SETTLED_MS);
    const before = (await redis.work()).calls.get(kind) ?? 0;
    await pause(load.seconds * 1000);
    const after = (await redis.work()).calls.get(kind) ?? 0;
    conductor.end();
    return (after - before) / load.seconds;
  }

  private static async start(redis: BenchRedis, gateDir: string, load: Load): Promise<Conductor> {
    await redis.client.flushall();
    const conductor = new Conductor(load);
    await Promise.all(Array.from({ length: PROCESSES }, (_one, i) => conductor.fork(redis.url, gateDir, `p${i}`)));
    const arrivals = Array.from({ length: load.locks * (load.waiters + 1) }, async (_one, i) => {
      await pause(Math.random() * ARRIVAL_MS);
      conductor.turn(i % load.locks, `${i % load.locks}:${Math.floor(i / load.locks)}`);
    });
    await Promise.all(arrivals);
    return conductor;
  }

  private fork(redisUrl: string, gateDir: string, name: string): Promise<void> {
    const order: ProcessOrder = { side: this.load.side, redisUrl, gateDir, locks: this.load.locks, name };
    const child = fork(join(__dirname, 'participants.js'), [JSON.stringify(order)]);
    this.children.push(child);
    return new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`a participant ended with ${code}`)));
      child.on('message', (told: Told) => (told.what === 'ready' ? resolve() : this.hear(told)));
    });
  }

  /** What two processes tell may arrive in the wrong order. */
  private hear(told: Told): void {
    if (this.isOver) return;
    const { lock, what } = told;
    if (what === 'acquired' && !this.begun.has(lock)) return void this.begun.add(lock);
    const other = this.unpaired.get(lock);
    if (!other) return void this.unpaired.set(lock, told);
    this.unpaired.delete(lock);
    const [released, acquired] = what === 'acquired' ? [other, told] : [told, other];
    if (this.isWarm) this.latencies.push(acquired.at - released.at);
    // Who had the lock waits for it again only after another one got it, as after a task of some other kind.
    this.turn(lock, released.participant);
  }

  private turn(lock: number, participant: string): void {
    const index = Number(participant.split(':')[1]) + lock;
    const holdMs = this.isWarm ? this.load.holdMs() : WARM_UP_HOLD_MS;
    const turn: Turn = { participant, lock, number: (this.numbers += 1), holdMs };
    this.children[index % PROCESSES]?.send(turn);
  }

  private end(): void {
    this.isOver = true;
    for (const child of this.children) {
      child.removeAllListeners('exit');
      child.disconnect();
    }
  }
}

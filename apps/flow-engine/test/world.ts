import { randomUUID } from 'node:crypto';
import { CommonSettings } from '@switchyard/config';
import {
  Expressions,
  JobMonitor,
  JobReader,
  JobStore,
  FlowStore,
  isJobOver,
  slotKey,
  slotsOf,
  type Flow,
  type FlowHint,
  type FlowHints,
  type JobPlan,
  type StoredJob,
} from '@switchyard/flows';
import { createLogger } from '@switchyard/observability';
import { Keys, RedisConnection, type RedisClient } from '@switchyard/redis';
import { TestRedis } from '@switchyard/testing';
import { Breakpoints } from '../src/breakpoints';
import { FlowRunner } from '../src/flow-runner';
import { RoutineWork } from '../src/routine-work';
import type { TaskRuns } from '../src/task-runs';

const SETTINGS = { eventsMax: 1000, stateTtlMs: 60_000, leaseMs: 600_000, traceMax: 100_000 };
const MOST_IDLE = 100;

/** When an engine dies: at so many of its calls, before the call reaches Redis or after. */
export interface Death {
  atCall: number;
  afterwards: boolean;
}

/** An engine as an object that can die between any two steps: nothing of it goes on then. */
class MortalEngine {
  dead = false;
  readonly runner: FlowRunner;
  private calls = 0;

  constructor(
    readonly name: string,
    world: World,
    private readonly death: Death | undefined,
    readonly onDeath: () => void,
  ) {
    const client = this.mortal(world.connection.client);
    const jobs = new JobStore(client, world.keys, SETTINGS, world.hintsOf(this));
    const reader = new JobReader(client, world.keys);
    const work = new RoutineWork(world.expressions, world.tasks as TaskRuns);
    const settings = Object.assign(new CommonSettings(), { poisonLimit: 1000 });
    const log = createLogger('test', 'silent');
    this.runner = new FlowRunner(jobs, reader, work, new Breakpoints(reader, work), settings, name, log);
  }

  /** Each call may be the last one; it never resolves then. */
  private mortal(client: RedisClient): RedisClient {
    return new Proxy(client, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          const never = new Promise(() => undefined);
          if (this.dead) return never;
          this.calls += 1;
          const dies = this.death && this.calls >= this.death.atCall;
          if (dies && !this.death?.afterwards) return (this.die(), never);
          const reply: unknown = Reflect.apply(value, target, args);
          if (!dies) return reply;
          return Promise.resolve(reply).then(() => (this.die(), never));
        };
      },
    });
  }

  private die(): void {
    this.dead = true;
    setImmediate(this.onDeath);
  }
}

/** Engines that share the jobs of one Redis; hints reach them as BullMQ brings them: in any order, and again when one dies. */
export class World {
  readonly expressions = new Expressions();
  /** Stands for the tasks of the catalogue. */
  tasks: Partial<TaskRuns> = {};
  keys = new Keys();
  deaths = 0;
  /** The longest that each slot was. */
  longest = new Map<string, number>();
  private runs = 0;
  private queue: FlowHint[] = [];
  private later = 0;
  private engines: MortalEngine[] = [];
  private inHand = new Map<MortalEngine, Set<FlowHint>>();

  private constructor(
    readonly redis: TestRedis,
    readonly connection: RedisConnection,
  ) {}

  static async start(): Promise<World> {
    const redis = await TestRedis.start();
    await redis.configure('appendfsync', 'no');
    return new World(redis, new RedisConnection(redis.url, 'patient'));
  }

  async stop(): Promise<void> {
    await this.expressions.close();
    this.connection.close();
    await this.redis.stop();
  }

  fresh(): void {
    this.keys = new Keys(`f${(this.runs += 1)}:`);
    Object.assign(this, { queue: [], later: 0, engines: [], deaths: 0 });
    this.inHand = new Map();
    this.longest = new Map();
  }

  get reader(): JobReader {
    return new JobReader(this.connection.client, this.keys);
  }

  /** That of a gateway: it lives. */
  get jobs(): JobStore {
    return new JobStore(this.connection.client, this.keys, SETTINGS, this.hintsOf());
  }

  async create(flow: Flow, slot: string, data: unknown, more: { timeoutSeconds?: number } = {}): Promise<JobPlan> {
    const plan: JobPlan = { jobId: randomUUID(), flow, priority: 5, owner: null, only: null };
    const version = await new FlowStore(this.connection.client, this.keys).put(flow, '', undefined);
    const item = { id: '1', text: JSON.stringify(data) };
    await this.jobs.create({ plan, version, slot, item, digest: '-', producer: 'test', ...more });
    return plan;
  }

  /** Runs engines until the job is over or nothing goes on any more; those that die are replaced. */
  async run(plan: JobPlan, deaths: Death[] = [], engines = 3): Promise<StoredJob> {
    const left = [...deaths];
    const engine = (at: number): MortalEngine => {
      const one = new MortalEngine(`e${at}`, this, left.shift(), () => {
        this.deaths += 1;
        this.engines = this.engines.map((other) => (other === one ? engine(at + 100) : other));
        // BullMQ delivers the jobs of a dead worker again
        this.queue.push(...(this.inHand.get(one) ?? []));
        this.inHand.delete(one);
      });
      return one;
    };
    this.engines = Array.from({ length: engines }, (_none, at) => engine(at));
    for (let idle = 0; idle < MOST_IDLE;) {
      const job = await this.reader.require(plan.jobId);
      if (isJobOver(job.status)) return job;
      if (job.status === 'paused' && this.isIdle()) return job;
      idle = this.dispatch() || !this.isIdle() ? 0 : idle + 1;
      if (idle > 0) await this.letTimePass(plan);
      await this.measure(plan);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const now = JSON.stringify(
      await new JobMonitor(this.connection.client, this.keys).of(await this.reader.require(plan.jobId)),
    );
    throw new Error(`the job does not go on: ${now}`);
  }

  hintsOf(engine?: MortalEngine): FlowHints {
    return {
      add: (hint: FlowHint): Promise<void> => {
        if (engine?.dead) return new Promise(() => undefined);
        if (hint.delayMs === 0) this.queue.push(hint);
        else this.addLater(hint);
        return Promise.resolve();
      },
    };
  }

  private addLater(hint: FlowHint): void {
    this.later += 1;
    const { queue } = this;
    setTimeout(() => {
      if (queue !== this.queue) return; // of a job before
      queue.push(hint);
      this.later -= 1;
    }, hint.delayMs);
  }

  private isIdle(): boolean {
    const running = this.engines.some(({ dead, runner }) => !dead && runner.running.size > 0);
    return (
      this.queue.length === 0 &&
      this.later === 0 &&
      !running &&
      [...this.inHand.values()].every(({ size }) => size === 0)
    );
  }

  private dispatch(): boolean {
    const hints = this.queue.splice(0);
    hints.forEach((hint, at) => {
      const engine = this.engines[at % this.engines.length] as MortalEngine;
      if (engine.dead) {
        this.queue.push(hint);
        return;
      }
      const held = this.inHand.get(engine) ?? new Set();
      this.inHand.set(engine, held.add(hint));
      const { jobId, routine, delayMs } = hint;
      void engine.runner.run({ jobId, routine, later: delayMs > 0 }).finally(() => held.delete(hint));
    });
    return hints.length > 0;
  }

  /** What no engine goes on with counts as dead, hints that did not come count as lost. */
  private async letTimePass(plan: JobPlan): Promise<void> {
    const { client } = this.connection;
    const acts = this.keys.flowJobPart(plan.jobId, 'acts');
    for (const member of await client.zrange(acts, '0', '-1')) await client.zadd(acts, 1, member);
    await client.del(this.keys.flowJobPart(plan.jobId, 'hints'));
    await this.jobs.look(plan);
  }

  private async measure({ jobId, flow }: JobPlan): Promise<void> {
    const lengths = this.connection.client.pipeline();
    const slots = slotsOf(flow).map(slotKey);
    for (const slot of slots) lengths.llen(`${this.keys.flowJobPart(jobId, 'slot')}:${slot}`);
    ((await lengths.exec()) ?? []).forEach(([, length], at) => {
      const slot = slots[at] ?? '';
      this.longest.set(slot, Math.max(Number(length), this.longest.get(slot) ?? 0));
    });
  }
}

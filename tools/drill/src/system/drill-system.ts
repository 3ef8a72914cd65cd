import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceName } from '@switchyard/contracts';
import { descendantsOf } from '@switchyard/processes';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TaskReader, type StoredTask } from '@switchyard/task-store';
import { TestSystem, type AppProcess } from '@switchyard/testing';
import { pidOf } from '../judge/recoveries';
import { Slot } from './slot';

const EACH = 2;
const WITH_GPU: ReadonlySet<ServiceName> = new Set(['faster_whisper', 'paddleocr']);
/** A question to a Redis that is stopped waits no longer than this. */
const ANSWER_MS = 500;

/** An engine child of a worker. */
export interface Engine {
  slot: Slot;
  pid: number;
}

/** Redis, gateway, monitors and workers, each started again when it ends. */
export class DrillSystem {
  readonly keys = new Keys();
  readonly connection: RedisConnection;
  readonly read: TaskReader;
  private spared: ReadonlySet<number | undefined> = new Set();

  private constructor(
    readonly base: TestSystem,
    readonly monitors: readonly Slot[],
    readonly workers: readonly Slot[],
  ) {
    this.connection = new RedisConnection(base.redis.url, 'fail-fast');
    this.read = new TaskReader(this.connection.client, this.keys);
  }

  static async start(services: readonly ServiceName[], env: Record<string, string>): Promise<DrillSystem> {
    const base = await TestSystem.start([], env);
    const slots = (name: string, launch: () => AppProcess): Slot[] =>
      Array.from({ length: EACH }, (_, at) => new Slot(`${name}#${at + 1}`, launch));
    const [first] = base.processes.filter(({ app }) => app === 'monitor');
    const launched = first ? [first] : [];
    const monitors = slots('monitor', () => launched.pop() ?? base.startMonitor());
    const workers: Slot[] = [];
    const system = new DrillSystem(base, monitors, workers);
    try {
      await system.connection.ready();
      // One service after the other: ten programs that start at once would be slow on two cores.
      for (const service of services) {
        workers.push(...slots(service, () => base.startWorker(service, gpuOf(service))));
        await base.untilServed(service, EACH);
      }
      return system;
    } catch (error) {
      const logs = base.processes.map(({ app, log }) => `--- ${app}\n${log.slice(-2000)}`).join('\n');
      await system.kill();
      throw new Error(`the system did not start: ${String(error)}\n${logs}`, { cause: error });
    }
  }

  /** The engine children of some workers, in their order. */
  enginesOf(workers: readonly Slot[]): Engine[] {
    return workers.flatMap((slot) => {
      const children = descendantsOf(slot.process.pid);
      return children.filter(({ pid, group }) => pid === group).map(({ pid }) => ({ slot, pid }));
    });
  }

  /** The monitor that leads; both while that is unknown. */
  async leaders(): Promise<readonly Slot[]> {
    const id = await answered(this.connection.client.hget(this.keys.lease('monitor'), 'monitor'));
    return someOf(this.monitors, new Set([pidOf(id ?? '')]));
  }

  /**
   * The workers that a fault may hit: none with a task on its last attempt, which is given up rightly when that dies too.
   * @param atWork those that have a task; all while that is unknown, or when none has
   */
  async victims(atWork: boolean): Promise<readonly Slot[]> {
    const running = await answered(this.read.list({ status: 'running', limit: 2 * this.workers.length }));
    const pidsOf = (tasks: StoredTask[]) => new Set(tasks.map(({ executed_on }) => pidOf(executed_on ?? '')));
    if (running) this.spared = pidsOf(running.filter(({ attempt, max_attempts }) => attempt >= max_attempts));
    const open = this.workers.filter(({ process }) => !this.spared.has(process.pid));
    return atWork ? someOf(open, pidsOf(running ?? [])) : open;
  }

  /** Redis is a child of this very process. */
  redisPid(): number | undefined {
    return descendantsOf(process.pid).find(({ name }) => name === 'redis-server')?.pid;
  }

  /** Resolves when it answers again. */
  async killRedis(awayMs: number): Promise<void> {
    await this.base.redis.kill();
    await sleep(awayMs);
    await this.base.redis.run();
  }

  /** @returns the places whose process did not end when it was asked to */
  async end(): Promise<string[]> {
    const slots = [...this.workers, ...this.monitors];
    for (const slot of slots) slot.close();
    const ended = await Promise.all(slots.map((slot) => slot.end()));
    return slots.filter((_, at) => !ended[at]).map(({ name }) => name);
  }

  /** Ends whatever still runs, at once, and removes its files. */
  async kill(): Promise<void> {
    for (const slot of [...this.workers, ...this.monitors]) slot.close();
    this.connection.close();
    await this.base.stop();
  }
}

/** What Redis answers; nothing while it does not. */
const answered = <T>(asked: Promise<T>): Promise<T | undefined> =>
  Promise.race([asked.catch(() => undefined), sleep(ANSWER_MS, undefined)]);

function someOf(slots: readonly Slot[], pids: ReadonlySet<number | undefined>): readonly Slot[] {
  const some = slots.filter(({ process }) => pids.has(process.pid));
  return some.length > 0 ? some : slots;
}

const gpuOf = (service: ServiceName): Record<string, string> => (WITH_GPU.has(service) ? { GPU_SIMULATE: '1' } : {});

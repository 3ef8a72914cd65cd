import type { Keys, RedisClient } from '@switchyard/redis';
import { script } from './script';

const BURY = script('bury');
const FORGET = script('forget_dead');
const MAKE_LATE = script('make_late');

/** How long the dead are shown. */
const SHOWN_MS = 24 * 3600 * 1000;

/** What is known of an attempt that died; times in Unix milliseconds. */
export interface DeadTask {
  task_name: string;
  last_update: number;
  died_at: number;
  /** What became of the task: `queued`, `failed`, `cancelled`, or `dead` for one outside our workers. */
  status: string;
}

/** Tasks whose attempt was late when it was recovered or ended; kept for a day or until they are cleaned up. */
export class DeadTasks {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
  ) {}

  /** Remembers one whose attempt was fenced off. */
  async bury(taskId: string, { task_name, last_update, status }: Omit<DeadTask, 'died_at'>): Promise<void> {
    const keys = [this.keys.deadTasks, this.keys.deadTaskFacts];
    await BURY.run(this.redis, keys, [taskId, task_name, last_update, status]);
  }

  /**
   * Lets an attempt count as late now, because what it stood on is gone.
   * @returns when it would have been late (Unix ms); `spared` during a grace period; nothing when it is not the current one
   */
  async makeLate(taskId: string, fence: number): Promise<number | 'spared' | undefined> {
    const keys = [this.keys.task(taskId), this.keys.heartbeats, this.keys.detector];
    const [deadline] = (await MAKE_LATE.run(this.redis, keys, [taskId, fence])) as [string] | [];
    return deadline === undefined || deadline === 'spared' ? deadline : Number(deadline);
  }

  /** Forgets all of them. @returns how many there were */
  cleanup(): Promise<number> {
    return this.forget('+inf');
  }

  /** Forgets those of which a day has passed. */
  async forgetOld(): Promise<number> {
    const [seconds] = await this.redis.time();
    return this.forget(Number(seconds) * 1000 - SHOWN_MS);
  }

  private async forget(until: number | '+inf'): Promise<number> {
    const keys = [this.keys.deadTasks, this.keys.deadTaskFacts];
    return (await FORGET.run(this.redis, keys, [until])) as number;
  }
}

import { join } from 'node:path';
import { Script, type Keys, type RedisClient } from '@switchyard/redis';
import { LONGEST_RETRY_DELAY_MS, jobOf, type TaskJob } from './task-job';
import type { TaskReader } from './task-reader';
import type { StoredTask } from './record-codec';

const DUE = new Script(join(__dirname, 'lua', 'due.lua'));

/** Least time between two looks for one job, and what each waiting task adds to it: at most a hundred looks a second. */
const LOOK_AGAIN_MS = { least: 60_000, eachTask: 10 };

/** The queued tasks that end when they have waited for too long. */
export class Expiries {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
    private readonly read: TaskReader,
  ) {}

  /** Those whose time is over, and those that wait no longer. */
  async due(most: number): Promise<{ overdue: StoredTask[]; over: string[] }> {
    const now = await redisNow(this.redis);
    const ids = await this.redis.zrange(this.keys.expiries, '-inf', String(now), 'BYSCORE', 'LIMIT', 0, most);
    const overdue = (await this.read.summaries(ids)).filter(({ status }) => status === 'queued');
    const waiting = new Set(overdue.map(({ task_id }) => task_id));
    return { overdue, over: ids.filter((id) => !waiting.has(id)) };
  }

  async forget(ids: string[]): Promise<void> {
    if (ids.length > 0) await this.redis.zrem(this.keys.expiries, ...ids);
  }

  /** In how many milliseconds the next one is over. */
  nextInMs(): Promise<number | undefined> {
    return firstDueInMs(this.redis, this.keys.expiries);
  }
}

/** The queued tasks whose jobs have to be looked for: their adding may have failed, or another program removed them. */
export class Outbox {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
    private readonly read: TaskReader,
  ) {}

  /** The jobs that should be there by now. A clock that was set back delays none of them. */
  async due(most: number): Promise<TaskJob[]> {
    const { least, eachTask } = LOOK_AGAIN_MS;
    const [now, ...ids] = (await DUE.run(this.redis, [this.keys.outbox], [most, least, eachTask])) as string[];
    const tasks = await this.read.summaries(ids);
    const jobs = tasks.filter(({ status }) => status === 'queued').map((task) => jobOf(task, Number(now)));
    return jobs.map((job) => (job.delayMs > LONGEST_RETRY_DELAY_MS ? { ...job, delayMs: 0 } : job));
  }

  /** In how many milliseconds the next one has to be looked for. */
  nextInMs(): Promise<number | undefined> {
    return firstDueInMs(this.redis, this.keys.outbox);
  }
}

async function redisNow(redis: RedisClient): Promise<number> {
  const [seconds, micros] = await redis.time();
  return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
}

/** Of a sorted set by time. */
export async function firstDueInMs(redis: RedisClient, key: string): Promise<number | undefined> {
  const [now, [, due]] = await Promise.all([redisNow(redis), redis.zrange(key, '0', '0', 'WITHSCORES')]);
  return due === undefined ? undefined : Math.max(0, Number(due) - now);
}

import { join } from 'node:path';
import { Script, type Keys, type RedisClient } from '@switchyard/redis';
import { LONGEST_RETRY_DELAY_MS, jobOf, type TaskJob } from './task-job';
import type { TaskReader } from './task-reader';

const DUE = new Script(join(__dirname, 'lua', 'due.lua'));

/** Least time between two looks for one job, and what each waiting task adds to it: at most a hundred looks a second. */
const LOOK_AGAIN_MS = { least: 60_000, eachTask: 10 };

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
  async nextInMs(): Promise<number | undefined> {
    const [[seconds, micros], [, due]] = await Promise.all([
      this.redis.time(),
      this.redis.zrange(this.keys.outbox, '0', '0', 'WITHSCORES'),
    ]);
    const now = Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
    return due === undefined ? undefined : Math.max(0, Number(due) - now);
  }
}

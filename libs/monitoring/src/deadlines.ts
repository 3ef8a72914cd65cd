import type { Keys, RedisClient } from '@switchyard/redis';
import { pipelined, toMs } from './monitor-state';
import { script } from './script';

const LATE = script('late');

/** A member of a set of deadlines, and when it was late; Unix milliseconds. */
export interface Late {
  id: string;
  deadline: number;
}

/** A sorted set of deadlines, looked at again and again. */
export class Deadlines {
  private lookedAtMs = 0;
  /** More were late than one look takes. */
  private more = false;

  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
    private readonly key: string,
    private readonly most = 500,
  ) {}

  /**
   * The members that are late, in one round trip; none during a grace period.
   * @param recover whether the caller will recover them
   */
  async late(recover: boolean): Promise<Late[]> {
    const [now, ...flat] = (await LATE.run(this.redis, [this.key, this.keys.detector], [this.most])) as string[];
    this.lookedAtMs = Number(now);
    const late: Late[] = [];
    for (let at = 0; at < flat.length; at += 2) late.push({ id: flat[at] as string, deadline: Number(flat[at + 1]) });
    this.more = recover && late.length === this.most;
    return late;
  }

  /** Time until the next member gets late, ms. One that stayed late after the last look waits for the next interval. */
  async nextInMs(): Promise<number | undefined> {
    const look = this.redis.pipeline().time();
    look.zrangebyscore(this.key, this.more ? '-inf' : `(${this.lookedAtMs}`, '+inf', 'WITHSCORES', 'LIMIT', 0, 1);
    const [time, next] = await pipelined(look);
    const [, deadline] = next as string[];
    return deadline === undefined ? undefined : Math.max(0, Number(deadline) - toMs(time));
  }

  async forget(members: string[]): Promise<void> {
    if (members.length > 0) await this.redis.zrem(this.key, ...members);
  }
}

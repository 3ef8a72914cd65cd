import { RedisConnection } from '@switchyard/redis';
import type { LockSide, ProcessOrder } from './side';

const ACQUIRE = `
if redis.call('SET', KEYS[1], 1, 'NX') then return 1 end
redis.call('RPUSH', KEYS[2], ARGV[1])
return 0`;
const RELEASE = `
local next = redis.call('LPOP', KEYS[2])
if not next then return redis.call('DEL', KEYS[1]) end
return redis.call('PUBLISH', string.match(next, '^%S+'), next)`;

/**
 * The least that any lock with messages does: one script takes the next name off a list and tells its process. Nobody is safe
 * with it: no lease, no fence, no end of a wait. It shows what this machine and its Redis can do.
 */
export class BareLock implements LockSide {
  private readonly waiting = new Map<string, () => void>();

  private constructor(
    private readonly redis: RedisConnection,
    private readonly channel: string,
    private readonly scripts: { acquire: string; release: string },
  ) {}

  static async start({ redisUrl, name }: ProcessOrder): Promise<BareLock> {
    const redis = new RedisConnection(redisUrl, 'patient');
    const load = async (source: string): Promise<string> => String(await redis.client.script('LOAD', source));
    const lock = new BareLock(redis, `bare:${name}`, { acquire: await load(ACQUIRE), release: await load(RELEASE) });
    redis.subscriber.on('message', (_channel: string, text: string) => lock.waiting.get(text)?.());
    await redis.subscriber.subscribe(lock.channel);
    return lock;
  }

  async acquire(lock: number, participant: string): Promise<void> {
    const name = `${this.channel} ${participant}`;
    const told = new Promise<void>((resolve) => this.waiting.set(name, resolve));
    const { acquire } = this.scripts;
    const isFree = (await this.redis.client.evalsha(acquire, 2, ...keysOf(lock), name)) === 1;
    if (!isFree) await told;
    this.waiting.delete(name);
  }

  async release(lock: number): Promise<void> {
    await this.redis.client.evalsha(this.scripts.release, 2, ...keysOf(lock));
  }

  async close(): Promise<void> {
    this.redis.close();
  }
}

const keysOf = (lock: number): [string, string] => [`bare:${lock}`, `bare:${lock}:queue`];

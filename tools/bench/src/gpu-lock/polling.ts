import { setTimeout as pause } from 'node:timers/promises';
import { RedisConnection } from '@switchyard/redis';
import type { LockSide } from './side';

const POLL_MS = 500;
const TTL_MS = 600_000;
const RELEASE = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";

/** The lock as it is commonly built: every waiter tries `SET NX` twice a second; the first that tries after a release has it. */
export class PollingLock implements LockSide {
  private readonly redis: RedisConnection;

  constructor(redisUrl: string) {
    this.redis = new RedisConnection(redisUrl, 'patient');
  }

  async acquire(lock: number, participant: string): Promise<void> {
    while ((await this.redis.client.set(`poll_lock:${lock}`, participant, 'PX', TTL_MS, 'NX')) === null)
      await pause(POLL_MS);
  }

  async release(lock: number, participant: string): Promise<void> {
    await this.redis.client.eval(RELEASE, 1, `poll_lock:${lock}`, participant);
  }

  async close(): Promise<void> {
    this.redis.close();
  }
}

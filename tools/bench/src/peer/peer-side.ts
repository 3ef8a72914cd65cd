import { join } from 'node:path';
import type { RedisClient } from '@switchyard/redis';
import type { Side } from '../side';
import { QUEUE, stateKey, type PeerRecord } from './record';

const BATCH = 500;

/** Nest-Fastify and BullMQ with nothing around them. */
export class PeerSide implements Side {
  readonly name = 'bare stack';
  readonly gateway = join(__dirname, 'gateway.js');
  readonly worker = join(__dirname, 'worker.js');
  readonly env = {};

  constructor(private readonly redis: RedisClient) {}

  async unfinished(): Promise<number> {
    const [waiting, active] = await Promise.all([
      this.redis.llen(`bull:${QUEUE}:wait`),
      this.redis.llen(`bull:${QUEUE}:active`),
    ]);
    return waiting + active;
  }

  async isFinal(taskId: string): Promise<boolean> {
    const text = await this.redis.get(stateKey(taskId));
    return text !== null && text.includes('"status":"SUCCESS"');
  }

  /** It keeps no history, so a task that ran twice cannot be told from one that ran once. */
  async faults(taskIds: string[]): Promise<string[]> {
    const faults: string[] = [];
    for (let at = 0; at < taskIds.length; at += BATCH) {
      const ids = taskIds.slice(at, at + BATCH);
      const texts = await this.redis.mget(ids.map(stateKey));
      for (const [i, text] of texts.entries()) {
        const status = text ? (JSON.parse(text) as PeerRecord).status : 'gone';
        if (status !== 'SUCCESS') faults.push(`${ids[i]} is ${status}`);
      }
    }
    return faults;
  }
}

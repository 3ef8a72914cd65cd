import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { RedisConnection } from '@switchyard/redis';
import { HealthIndicator, type Indicator } from './health-indicator';

@HealthIndicator({ name: 'redis', probes: ['ready'] })
@Injectable()
export class RedisIndicator implements Indicator {
  constructor(private readonly redis: RedisConnection) {}

  async check(): Promise<void> {
    const { client } = this.redis;
    // a patient client would keep the question until Redis is back
    if (client.status !== 'ready') throw new Error('Redis is not reachable');
    await Promise.race([client.ping(), late()]);
  }
}

const ANSWER_MS = 2000;

const late = async (): Promise<never> => {
  await sleep(ANSWER_MS, undefined, { ref: false });
  throw new Error(`Redis did not answer within ${ANSWER_MS / 1000} s`);
};

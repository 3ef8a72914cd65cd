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
    await client.ping();
  }
}

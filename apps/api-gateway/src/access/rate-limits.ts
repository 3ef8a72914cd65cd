import { Injectable } from '@nestjs/common';
import type { ApiKey } from '@switchyard/api-keys';
import { RequestError } from '@switchyard/contracts';
import { Keys, RedisConnection } from '@switchyard/redis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { GatewaySettings } from '../gateway.settings';

const MINUTE_SECONDS = 60;

/** How often a key may ask one route in a minute, counted over all gateways. */
@Injectable()
export class RateLimits {
  private readonly limiters = new Map<number, RateLimiterRedis>();

  constructor(
    private readonly redis: RedisConnection,
    private readonly keys: Keys,
    private readonly settings: GatewaySettings,
  ) {}

  /** @throws RequestError when the key has asked too often */
  async count({ id, rate_limit }: ApiKey, route: string): Promise<void> {
    const most = rate_limit ?? this.settings.rateLimit;
    try {
      await this.limiterOf(most).consume(`${id}:${route}`);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      const details = `one key may ask ${route} ${most} times a minute; try again in ${seconds} s`;
      throw new RequestError('RATE_LIMITED', 'too many requests', details, seconds);
    }
  }

  private limiterOf(points: number): RateLimiterRedis {
    const known = this.limiters.get(points);
    if (known) return known;
    const limiter = new RateLimiterRedis({
      storeClient: this.redis.client,
      keyPrefix: this.keys.rateLimits,
      points,
      duration: MINUTE_SECONDS,
      // a key that goes on asking costs Redis nothing
      inMemoryBlockOnConsumed: points,
    });
    this.limiters.set(points, limiter);
    return limiter;
  }
}

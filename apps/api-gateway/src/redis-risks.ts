import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from '@switchyard/observability';
import { LOGGER } from '@switchyard/platform';
import { RedisConnection, riskySettings } from '@switchyard/redis';

/** Warns at boot of settings of Redis that can lose tasks. */
@Injectable()
export class RedisRisks implements OnApplicationBootstrap {
  constructor(
    private readonly redis: RedisConnection,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Not waited for: Redis may come up later than the gateway. */
  onApplicationBootstrap(): void {
    void this.redis.ready().then(async () => {
      for (const risk of await riskySettings(this.redis.client).catch(() => []))
        this.log.warn({ event: 'redis.risky', risk });
    });
  }
}

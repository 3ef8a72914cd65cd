import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from '@switchyard/observability';
import { HealthIndicator, LOGGER, RedisIndicator, type Indicator } from '@switchyard/platform';
import { RedisConnection, riskySettings } from '@switchyard/redis';
import { SharedStorage, StalledShareError } from '@switchyard/storage';

/** Queue, records and signs of life are all in Redis. */
@HealthIndicator({ name: 'task_queue', probes: ['ready'] })
@Injectable()
class TaskQueueIndicator extends RedisIndicator {}

@HealthIndicator({ name: 'result_store', probes: ['ready'] })
@Injectable()
class ResultStoreIndicator extends RedisIndicator {}

@HealthIndicator({ name: 'node_tracker', probes: ['ready'] })
@Injectable()
class NodeTrackerIndicator extends RedisIndicator {}

/** Settings of Redis that can lose tasks. */
@HealthIndicator({ name: 'redis_settings', probes: [] })
@Injectable()
class RedisSettingsIndicator implements Indicator, OnApplicationBootstrap {
  constructor(
    private readonly redis: RedisConnection,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  async check(): Promise<void> {
    const risks = await riskySettings(this.redis.client);
    if (risks.length > 0) throw new Error(risks.join('; '));
  }

  /** Not waited for: Redis may come up later than the gateway. */
  onApplicationBootstrap(): void {
    void this.redis.ready().then(async () => {
      for (const risk of await riskySettings(this.redis.client).catch(() => []))
        this.log.warn({ event: 'redis.risky', risk });
    });
  }
}

@HealthIndicator({ name: 'shared_storage', probes: [] })
@Injectable()
class SharedStorageIndicator implements Indicator {
  constructor(private readonly storage: SharedStorage) {}

  async check(): Promise<void> {
    await this.storage.checkAccess().catch((error: unknown) => {
      if (error instanceof StalledShareError) throw error;
      throw new Error('the gateway cannot read and write the shared directory');
    });
  }
}

/** What the gateway stands on. */
export const GATEWAY_INDICATORS = [
  TaskQueueIndicator,
  ResultStoreIndicator,
  NodeTrackerIndicator,
  RedisSettingsIndicator,
  SharedStorageIndicator,
];

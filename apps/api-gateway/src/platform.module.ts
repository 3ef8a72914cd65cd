import { Global, Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { createLogger, type Logger } from '@switchyard/observability';
import { TaskQueues } from '@switchyard/queue';
import { Keys, RedisConnection, riskySettings } from '@switchyard/redis';
import { SharedStorage } from '@switchyard/storage';
import { TaskStore, storeSettings } from '@switchyard/task-store';
import { GatewaySettings } from './gateway.settings';

export const LOGGER = Symbol('logger');

const connection = {
  provide: RedisConnection,
  inject: [GatewaySettings, LOGGER],
  useFactory: (settings: GatewaySettings, log: Logger) =>
    new RedisConnection(settings.redisUrl, 'fail-fast', (error) =>
      log.warn({ event: 'redis.unreachable', error: error.message }),
    ),
};

const store = {
  provide: TaskStore,
  inject: [RedisConnection, GatewaySettings],
  useFactory: ({ client }: RedisConnection, settings: GatewaySettings) =>
    new TaskStore(client, new Keys(settings.keyPrefix), storeSettings(settings)),
};

const queues = {
  provide: TaskQueues,
  inject: [RedisConnection, TaskStore],
  useFactory: ({ client }: RedisConnection, { keys }: TaskStore) => new TaskQueues(client, keys),
};

const storage = {
  provide: SharedStorage,
  inject: [GatewaySettings],
  useFactory: (settings: GatewaySettings) => new SharedStorage(settings.shareRoot),
};

const logger = {
  provide: LOGGER,
  inject: [GatewaySettings],
  useFactory: (settings: GatewaySettings) => createLogger('api-gateway', settings.logLevel),
};

/** What every part of the gateway stands on: Redis, the tasks, their queues, the shared files. */
@Global()
@Module({
  providers: [logger, connection, store, queues, storage],
  exports: [LOGGER, RedisConnection, TaskStore, TaskQueues, SharedStorage],
})
export class PlatformModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(RedisConnection) private readonly redis: RedisConnection,
    @Inject(TaskQueues) private readonly taskQueues: TaskQueues,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Not waited for: Redis may come up later than the gateway. */
  onApplicationBootstrap(): void {
    void this.redis.ready().then(async () => {
      for (const risk of await riskySettings(this.redis.client).catch(() => []))
        this.log.warn({ event: 'redis.risky', risk });
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.taskQueues.close();
    this.redis.close();
  }
}

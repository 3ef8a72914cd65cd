import { Global, Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { GpuLockSettings, loadGpuLockSettings } from '@switchyard/gpu-lock';
import { createLogger, type Logger } from '@switchyard/observability';
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

const gpuSettings = {
  provide: GpuLockSettings,
  inject: [GatewaySettings],
  useFactory: (settings: GatewaySettings) => loadGpuLockSettings(settings),
};

/** What every part of the gateway stands on: Redis, the tasks, the shared files. */
@Global()
@Module({
  providers: [logger, connection, store, storage, gpuSettings],
  exports: [LOGGER, RedisConnection, TaskStore, SharedStorage, GpuLockSettings],
})
export class PlatformModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(RedisConnection) private readonly redis: RedisConnection,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Not waited for: Redis may come up later than the gateway. */
  onApplicationBootstrap(): void {
    void this.redis.ready().then(async () => {
      for (const risk of await riskySettings(this.redis.client).catch(() => []))
        this.log.warn({ event: 'redis.risky', risk });
    });
  }

  onApplicationShutdown(): void {
    this.redis.close();
  }
}

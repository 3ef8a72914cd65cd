import { Module, type DynamicModule, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { CommonSettings } from '@switchyard/config';
import { GpuLockSettings, loadGpuLockSettings } from '@switchyard/gpu-lock';
import { LOGGER, Metrics, MetricsModule, type Logger } from '@switchyard/observability';
import { BullJobs, QueueModule } from '@switchyard/queue';
import { Keys, RedisConnection, type Patience } from '@switchyard/redis';
import { ObjectStore, S3Settings, SharedStorage, loadS3Settings } from '@switchyard/storage';
import { TaskStore, storeSettings } from '@switchyard/task-store';
import { HealthModule } from './health/health.module';
import { HostMetrics } from './host/host-metrics';
import { HostWatch } from './host/host-watch';

export { LOGGER } from '@switchyard/observability';

export interface PlatformOptions {
  log: Logger;
  /** What commands do while Redis is away. */
  redis: Patience;
}

const STANDARD: Provider[] = [
  { provide: Keys, inject: [CommonSettings], useFactory: ({ keyPrefix }: CommonSettings) => new Keys(keyPrefix) },
  {
    provide: TaskStore,
    inject: [RedisConnection, Keys, CommonSettings, BullJobs],
    useFactory: ({ client }: RedisConnection, keys: Keys, settings: CommonSettings, jobs: BullJobs) =>
      new TaskStore(client, keys, storeSettings(settings), jobs),
  },
  {
    provide: SharedStorage,
    inject: [CommonSettings],
    useFactory: ({ shareRoot }: CommonSettings) => new SharedStorage(shareRoot),
  },
  {
    provide: ObjectStore,
    inject: [S3Settings],
    useFactory: (settings: S3Settings) => new ObjectStore(settings),
  },
  { provide: S3Settings, useFactory: loadS3Settings },
  { provide: GpuLockSettings, inject: [CommonSettings], useFactory: loadGpuLockSettings },
];

/** What every part of an app can inject: settings, logger, metrics, Redis, its keys, the tasks and the shared files; and the probes. */
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(private readonly redis: RedisConnection) {}

  static forRoot(settings: CommonSettings, { log, redis }: PlatformOptions): DynamicModule {
    const onOutage = (error: Error): void => log.warn({ event: 'redis.unreachable', error: error.message });
    const settingsTypes = classesOf(settings);
    return {
      module: PlatformModule,
      global: true,
      imports: [MetricsModule.forRoot(new Metrics()), HealthModule, QueueModule.forRoot()],
      providers: [
        ...settingsTypes.map((type) => ({ provide: type, useValue: settings })),
        { provide: LOGGER, useValue: log },
        { provide: RedisConnection, useFactory: () => new RedisConnection(settings.redisUrl, redis, onOutage) },
        ...STANDARD,
        HostWatch,
        HostMetrics,
      ],
      exports: [
        ...[...settingsTypes, LOGGER, RedisConnection, Keys, TaskStore, SharedStorage, ObjectStore],
        ...[GpuLockSettings, HostWatch],
      ],
    };
  }

  /** The last thing of a shutdown: whatever needs Redis to end does so in `beforeApplicationShutdown`. */
  onApplicationShutdown(): void {
    this.redis.close();
  }
}

type SettingsType = abstract new () => CommonSettings;

/** The class of the settings and those that it extends: each part of an app injects the one it knows. */
export function classesOf(settings: CommonSettings): SettingsType[] {
  const types: SettingsType[] = [];
  let type = settings.constructor as SettingsType;
  while (type !== CommonSettings) {
    types.push(type);
    type = Object.getPrototypeOf(type) as SettingsType;
  }
  return [...types, CommonSettings];
}

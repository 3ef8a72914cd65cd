import { Global, Module } from '@nestjs/common';
import { ApiKeys } from '@switchyard/api-keys';
import { AuditLog } from '@switchyard/monitoring';
import { Keys, RedisConnection } from '@switchyard/redis';
import { RateLimits } from './rate-limits';

const OF_REDIS = [ApiKeys, AuditLog].map((type) => ({
  provide: type,
  inject: [RedisConnection, Keys],
  useFactory: ({ client }: RedisConnection, keys: Keys) => new type(client, keys),
}));

/** What the guard keeps in Redis. */
@Global()
@Module({ providers: [...OF_REDIS, RateLimits], exports: [ApiKeys, AuditLog, RateLimits] })
export class AccessStoreModule {}

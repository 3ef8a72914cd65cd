import { Global, Module } from '@nestjs/common';
import { ApiKeys } from '@switchyard/api-keys';
import { Keys, RedisConnection } from '@switchyard/redis';

/** The keys of the installation. */
@Global()
@Module({
  providers: [
    {
      provide: ApiKeys,
      inject: [RedisConnection, Keys],
      useFactory: ({ client }: RedisConnection, keys: Keys) => new ApiKeys(client, keys),
    },
  ],
  exports: [ApiKeys],
})
export class StoredKeysModule {}

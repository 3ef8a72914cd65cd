import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import type { FactoryProvider } from '@nestjs/common';
import { RedisConnection, riskySettings, type RedisClient } from '@switchyard/redis';
import { SharedStorage } from '@switchyard/storage';
import { COMPONENT_CHECKS, type ComponentCheck } from './health-check';

/** What the gateway stands on; queue and records are both in Redis. */
export const gatewayChecks: FactoryProvider<ComponentCheck[]> = {
  provide: COMPONENT_CHECKS,
  inject: [RedisConnection, SharedStorage],
  useFactory: ({ client }: RedisConnection, storage: SharedStorage) => [
    { name: 'task_queue', essential: true, check: () => client.ping() },
    { name: 'result_store', essential: true, check: () => client.ping() },
    { name: 'redis_settings', essential: false, check: () => refuseRisks(client) },
    { name: 'shared_storage', essential: false, check: () => access(storage.root, constants.R_OK | constants.W_OK) },
  ],
};

async function refuseRisks(client: RedisClient): Promise<void> {
  const risks = await riskySettings(client);
  if (risks.length > 0) throw new Error(risks.join('; '));
}

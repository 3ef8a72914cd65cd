import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigError } from '@switchyard/config';
import { callbackEgress } from '@switchyard/egress';
import type { Logger } from '@switchyard/observability';
import { bootstrap } from '@switchyard/platform';
import { RedisConnection } from '@switchyard/redis';
import { KeyRing } from '../access/key-ring';
import { AppModule } from '../app.module';
import { GatewaySettings, isExposed } from '../gateway.settings';
import { QueueBoardModule } from '../queues/queue-board.module';
import { createGateway } from './create-gateway';

/** Uploads and downloads that are under way get so long to end. */
const END_WITHIN_SECONDS = 25;
/** How long a start waits for Redis, to find out whether there are keys. */
const REDIS_WITHIN_MS = 5000;

export const runGateway = (): Promise<void> =>
  bootstrap({
    name: 'api-gateway',
    settings: GatewaySettings,
    module: gatewayModule,
    redis: 'fail-fast',
    listen: { host: 'host', port: 'port' },
    endWithinSeconds: () => END_WITHIN_SECONDS,
    refuse: ({ callbackAllow }) => void callbackEgress(callbackAllow),
    create: closedGateway,
  });

export const gatewayModule = (): DynamicModule => ({ module: AppModule, imports: [QueueBoardModule] });

/** A gateway that others than programs of this machine reach only when there are keys. */
export async function closedGateway(
  root: DynamicModule,
  settings: GatewaySettings,
  log: Logger,
): Promise<NestFastifyApplication> {
  const app = await createGateway(root, settings, log);
  if (isExposed(settings)) await refuseOpenDoor(app, settings);
  return app;
}

/** Without API keys, every client that reaches the port could run tasks and read files. */
async function refuseOpenDoor(app: NestFastifyApplication, { host }: GatewaySettings): Promise<void> {
  await Promise.race([app.get(RedisConnection).ready(), sleep(REDIS_WITHIN_MS, undefined, { ref: false })]);
  // While Redis is away the gateway starts, and refuses every request that needs a key.
  const count = await app
    .get(KeyRing)
    .count()
    .catch(() => undefined);
  if (count !== 0) return;
  await app.close();
  throw new ConfigError({
    HOST: `is ${host}, but there are no API keys; make one with "npx switchyard key create NAME --scope admin", or set HOST=127.0.0.1`,
  });
}

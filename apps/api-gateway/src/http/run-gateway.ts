import type { DynamicModule } from '@nestjs/common';
import { ConfigError } from '@switchyard/config';
import { callbackEgress } from '@switchyard/egress';
import { LOOPBACK_HOSTS, bootstrap } from '@switchyard/platform';
import { AppModule } from '../app.module';
import { GatewaySettings } from '../gateway.settings';
import { QueueBoardModule } from '../queues/queue-board.module';
import { createGateway } from './create-gateway';

/** Uploads and downloads that are under way get so long to end. */
const END_WITHIN_SECONDS = 25;

export const runGateway = (): Promise<void> =>
  bootstrap({
    name: 'api-gateway',
    settings: GatewaySettings,
    module: gatewayModule,
    redis: 'fail-fast',
    listen: { host: 'host', port: 'port' },
    endWithinSeconds: () => END_WITHIN_SECONDS,
    refuse: (settings) => {
      refuseOpenDoor(settings);
      callbackEgress(settings.callbackAllow);
    },
    create: createGateway,
  });

/** The page of the queues asks for no key: it is there while only programs of this machine can open it. */
export function gatewayModule({ host }: GatewaySettings): DynamicModule {
  return { module: AppModule, imports: LOOPBACK_HOSTS.includes(host) ? [QueueBoardModule] : [] };
}

/** Without API keys, every client that reaches the port can run tasks and read files. */
export function refuseOpenDoor({ host }: GatewaySettings): void {
  if (LOOPBACK_HOSTS.includes(host)) return;
  throw new ConfigError({
    HOST: `is ${host}, but there are no API keys yet, so the API may listen on loopback only; set HOST=127.0.0.1`,
  });
}

import { ConfigError } from '@switchyard/config';
import { bootstrap } from '@switchyard/platform';
import { AppModule } from '../app.module';
import { GatewaySettings } from '../gateway.settings';
import { createGateway } from './create-gateway';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];
/** Uploads and downloads that are under way get so long to end. */
const END_WITHIN_SECONDS = 25;

export const runGateway = (): Promise<void> =>
  bootstrap({
    name: 'api-gateway',
    settings: GatewaySettings,
    module: () => AppModule,
    redis: 'fail-fast',
    listen: { host: 'host', port: 'port' },
    endWithinSeconds: () => END_WITHIN_SECONDS,
    refuse: refuseOpenDoor,
    create: createGateway,
  });

/** Without API keys, every client that reaches the port can run tasks and read files. */
export function refuseOpenDoor({ host }: GatewaySettings): void {
  if (LOOPBACK.includes(host)) return;
  throw new ConfigError({
    HOST: `is ${host}, but there are no API keys yet, so the API may listen on loopback only; set HOST=127.0.0.1`,
  });
}

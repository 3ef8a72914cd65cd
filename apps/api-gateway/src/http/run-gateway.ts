import { ConfigError, loadConfig } from '@switchyard/config';
import type { Logger } from '@switchyard/observability';
import { AppModule } from '../app.module';
import { GatewaySettings } from '../gateway.settings';
import { LOGGER } from '../platform.module';
import { createGateway } from './create-gateway';

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** Starts the gateway; a configuration that cannot be used ends the process with its reason. */
export async function runGateway(): Promise<void> {
  try {
    const settings = loadConfig(GatewaySettings);
    refuseOpenDoor(settings);
    const app = await createGateway(AppModule.forRoot(settings), settings);
    await app.listen({ port: settings.port, host: settings.host });
    app.get<Logger>(LOGGER).info({ event: 'gateway.listening', url: await app.getUrl() });
  } catch (error) {
    process.stderr.write(`${error instanceof ConfigError ? error.message : explain(error)}\n`);
    process.exit(1);
  }
}

/** Without API keys, whoever reaches the port can run tasks and read files. */
export function refuseOpenDoor({ host }: GatewaySettings): void {
  if (LOOPBACK.includes(host)) return;
  throw new ConfigError({
    HOST: `is ${host}, but there are no API keys yet, so the API may listen on loopback only; set HOST=127.0.0.1`,
  });
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') return `${error.message}; set PORT to a free port`;
  return error.stack ?? error.message;
}

import { tmpdir } from 'node:os';
import { Module } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { createLogger } from '@switchyard/observability';
import { PlatformModule } from '@switchyard/platform';
import { AppModule } from '../app.module';
import { GatewaySettings } from '../gateway.settings';
import { createGateway } from './create-gateway';
import { openApiOf } from './openapi';

@Module({})
class Root {}

/** What the gateway says of its routes. Nothing is asked of the routes, so there is no Redis. */
export async function openApiDocument(): Promise<OpenAPIObject> {
  const nowhere = { redisUrl: 'redis://127.0.0.1:1', shareRoot: tmpdir(), logLevel: 'silent' };
  const settings = Object.assign(new GatewaySettings(), nowhere);
  const log = createLogger('api-gateway', 'silent');
  const imports = [PlatformModule.forRoot(settings, { log, redis: 'fail-fast' }), AppModule];
  const app = await createGateway({ module: Root, imports }, settings, log);
  try {
    return openApiOf(app);
  } finally {
    await app.close();
  }
}

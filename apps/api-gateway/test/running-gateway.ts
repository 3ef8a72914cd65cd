import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLogger } from '@switchyard/observability';
import { PlatformModule } from '@switchyard/platform';
import { RedisConnection, type RedisClient } from '@switchyard/redis';
import { TaskStore } from '@switchyard/task-store';
import { TestRedis } from '@switchyard/testing';
import { AppModule } from '../src/app.module';
import { GatewaySettings } from '../src/gateway.settings';
import { createGateway } from '../src/http/create-gateway';

@Module({})
class Root {}

/** The whole gateway in this process, on a real port and a Redis of its own. */
export class RunningGateway {
  private constructor(
    readonly redis: TestRedis,
    readonly app: NestFastifyApplication,
    readonly root: string,
  ) {}

  static async start(changes: Partial<GatewaySettings> = {}): Promise<RunningGateway> {
    const redis = await TestRedis.start();
    const root = mkdtempSync(join(tmpdir(), 'switchyard-gateway-'));
    const given = { redisUrl: redis.url, shareRoot: root, logLevel: 'silent', ...changes };
    const settings = Object.assign(new GatewaySettings(), given);
    const log = createLogger('api-gateway', 'silent');
    const imports = [PlatformModule.forRoot(settings, { log, redis: 'fail-fast' }), AppModule];
    const app = await createGateway({ module: Root, imports }, settings, log);
    await app.get(RedisConnection).ready();
    await app.listen({ port: 0, host: '127.0.0.1' });
    return new RunningGateway(redis, app, root);
  }

  get redisClient(): RedisClient {
    return this.app.get(RedisConnection).client;
  }

  get store(): TaskStore {
    return this.app.get(TaskStore);
  }

  get port(): number {
    return (this.app.getHttpServer().address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.redis.stop();
    rmSync(this.root, { recursive: true });
  }
}

import type { DynamicModule, NestApplicationOptions, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Metrics, NestLogger, httpMetricsHook, type Logger } from '@switchyard/observability';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';

const CLOSE_IDLE_EVERY_MS = 50;

/**
 * The routes state no JSON schemas of Fastify, so its validator and its serializer (ajv and more) are not loaded.
 * What Fastify asks for all the same refuses to compile.
 */
const noSchemas = () => (): never => {
  throw new Error('no route states a JSON schema');
};
const NO_SCHEMAS: FastifyServerOptions = {
  schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
};

/** An HTTP application that logs as all others do, counts its requests and ends connections when it ends. */
export async function createApplication(
  module: Type | DynamicModule,
  log: Logger,
  adapter = new FastifyAdapter(NO_SCHEMAS),
  options: NestApplicationOptions = {},
): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    ...options,
    logger: new NestLogger(log),
    abortOnError: false,
  });
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  server.addHook('onResponse', httpMetricsHook(app.get(Metrics, { strict: false })));
  closeIdleConnections(server);
  return app;
}

/** Fastify closes idle connections only once; one whose reply is still to come would be kept open for its client. */
function closeIdleConnections(server: FastifyInstance): void {
  server.addHook('preClose', (done) => {
    const closing = setInterval(() => server.server.closeIdleConnections(), CLOSE_IDLE_EVERY_MS).unref();
    server.server.once('close', () => clearInterval(closing));
    done();
  });
}

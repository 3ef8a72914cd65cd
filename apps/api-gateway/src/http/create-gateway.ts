import multipart from '@fastify/multipart';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { RequestError } from '@switchyard/contracts';
import { Metrics, NestLogger, httpMetricsHook, type Logger } from '@switchyard/observability';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GatewaySettings } from '../gateway.settings';
import { LOGGER } from '../platform.module';
import { serveDocs } from './docs-page';
import { ErrorFilter } from './error.filter';
import { REQUEST_ID, fastifyOptions } from './fastify-options';
import { parseJsonBody } from './json-body';
import { openApiOf } from './openapi';
import { strangeOrigin } from './strange-origin';

/** The only routes that take `multipart/form-data`. */
const UPLOAD_ROUTES = new Set(['/v1/files']);
const END_RESTING_EVERY_MS = 50;

/** The gateway's HTTP server around a root module, ready to listen. */
export async function createGateway(
  module: Type | DynamicModule,
  settings: GatewaySettings,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter(fastifyOptions(settings.maxBodyBytes));
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  const log = app.get<Logger>(LOGGER);
  app.useLogger(new NestLogger(log));
  app.useGlobalFilters(new ErrorFilter(log));
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  await takeBodies(server);
  addHooks(server, app.get(Metrics));
  endRestingConnections(server);
  serveDocs(server, () => openApiOf(app));
  await app.init();
  await server.ready();
  return app;
}

async function takeBodies(server: FastifyInstance): Promise<void> {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJsonBody(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  // the limit of a file is counted while it is written
  await server.register(multipart, { limits: { fileSize: Infinity, files: 2, fields: 1 } });
}

function addHooks(server: FastifyInstance, metrics: Metrics): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header(REQUEST_ID, request.id);
    done(strangeOrigin(request.headers) ?? strangeForm(request));
  });
  server.addHook('onResponse', httpMetricsHook(metrics));
}

/** A server that closes ends what rests at that moment; a connection whose reply was still to come would be kept for its client. */
function endRestingConnections(server: FastifyInstance): void {
  server.addHook('preClose', (done) => {
    const ending = setInterval(() => server.server.closeIdleConnections(), END_RESTING_EVERY_MS).unref();
    server.server.once('close', () => clearInterval(ending));
    done();
  });
}

function strangeForm({ headers, routeOptions, is404 }: FastifyRequest): RequestError | undefined {
  const isForm = headers['content-type']?.startsWith('multipart/') ?? false;
  if (!isForm || is404 || UPLOAD_ROUTES.has(routeOptions.url ?? '')) return undefined;
  return new RequestError('UNSUPPORTED_MEDIA_TYPE', 'the body is not of a type this route takes', 'send JSON');
}

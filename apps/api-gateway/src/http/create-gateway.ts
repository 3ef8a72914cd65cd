import multipart from '@fastify/multipart';
import type { DynamicModule, Type } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { RequestError } from '@switchyard/contracts';
import { traceRequest, type Logger } from '@switchyard/observability';
import { createApplication, strangeOrigin } from '@switchyard/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { rememberCallers } from '../access/caller';
import { KeyRing } from '../access/key-ring';
import { lockPages } from '../access/lock-pages';
import { admitSocket } from '../access/socket-access';
import { serveDashboard } from '../dashboard/serve-dashboard';
import { isExposed, type GatewaySettings } from '../gateway.settings';
import { SocketAdapter, type Admit } from '../sockets/socket-adapter';
import { allowOrigins } from './cross-origin';
import { ErrorFilter } from './error.filter';
import { REQUEST_ID, fastifyOptions } from './fastify-options';
import { parseJsonBody } from './json-body';
import { KnownRoutes } from './known-routes';
import { openApiOf, withoutKeys } from './openapi';
import { RequestPipe } from './request-pipe';
import { addSecurityHeaders } from './security-headers';
import { endSlowBodies } from './slow-bodies';
import { strangeRequest } from './strange-request';

/** The only routes that take `multipart/form-data`. */
const UPLOAD_ROUTES = new Set([
  ...['/v1/files', '/v1/audio/transcriptions', '/v1/audio/translations'],
  ...['/asr', '/detect-language'],
]);

/** Many bodies in one. */
const BATCH_ROUTE = '/v1/tasks/batch';
const BATCH_BODIES = 8;

/** A megabyte of output, each of whose characters JSON may write as six. */
const RESULT_ROUTE = '/internal/task/result';
const RESULT_BYTES = 8 * 1024 ** 2;

/** The gateway's HTTP server around a root module, ready to listen. */
export async function createGateway(
  module: Type | DynamicModule,
  settings: GatewaySettings,
  log: Logger,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter(fastifyOptions(settings));
  const app = await createApplication(module, log, adapter, { bodyParser: false });
  app.useGlobalPipes(new RequestPipe());
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  app.useGlobalFilters(new ErrorFilter(log));
  await takeBodies(server);
  allowOrigins(app, settings.corsOrigins);
  addSecurityHeaders(server, settings.tlsCert !== undefined);
  addHooks(server, settings);
  rememberCallers(server);
  const ring = app.get(KeyRing);
  app.useWebSocketAdapter(new SocketAdapter(app, admit(ring, isExposed(settings))));
  lockPages(server, ring);
  endSlowBodies(server, settings.bodyTimeout * 1000);
  await serveDashboard(server);
  SwaggerModule.setup('docs', app, () => openApiOf(app), {
    raw: ['json'],
    patchDocumentOnRequest: (_request, _reply, text) => (ring.isOpen ? withoutKeys(text) : text),
    customSiteTitle: 'Switchyard API',
    swaggerOptions: { validatorUrl: null },
  });
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
  // what comes is written while it arrives
  server.addContentTypeParser('application/offset+octet-stream', (_request, _body, done) => done(null));
  // the limit of a file is counted while it is written
  await server.register(multipart, { limits: { fileSize: Infinity, files: 2, fields: 1 } });
}

function addHooks(server: FastifyInstance, settings: GatewaySettings): void {
  const exposed = isExposed(settings);
  const welcome = new Set(settings.corsOrigins);
  const routes = new KnownRoutes();
  server.addHook('onRoute', (route) => {
    if (route.url === BATCH_ROUTE) route.bodyLimit = BATCH_BODIES * settings.maxBodyBytes;
    if (route.url === RESULT_ROUTE) route.bodyLimit = Math.max(RESULT_BYTES, settings.maxBodyBytes);
    routes.add(route);
  });
  server.addHook('onRequest', traceRequest);
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header(REQUEST_ID, request.id);
    const isWelcome = welcome.has(request.headers.origin ?? '');
    const strange = strangeRequest(request.raw) ?? strangeSender(request, exposed, isWelcome) ?? strangeForm(request);
    const isPreflight = isWelcome && request.method === 'OPTIONS';
    done(strange ?? (isPreflight ? undefined : routes.refusal(request, reply)));
  });
}

/** What holds for requests holds for those that become WebSockets. */
const admit =
  (ring: KeyRing, exposed: boolean): Admit =>
  async (request) => {
    const strange = strangeRequest(request) ?? strangeOrigin(request.headers, exposed);
    if (strange) throw strange;
    return admitSocket(request, ring);
  };

/** A proxy that is believed says under which name the client asked. */
function strangeSender(
  { host, headers }: FastifyRequest,
  exposed: boolean,
  isWelcome: boolean,
): RequestError | undefined {
  const origin = isWelcome ? undefined : headers.origin;
  return strangeOrigin({ host: exposed ? host : headers.host, origin }, exposed);
}

function strangeForm({ headers, routeOptions, is404 }: FastifyRequest): RequestError | undefined {
  const isForm = headers['content-type']?.startsWith('multipart/') ?? false;
  if (!isForm || is404 || UPLOAD_ROUTES.has(routeOptions.url ?? '')) return undefined;
  return new RequestError('UNSUPPORTED_MEDIA_TYPE', 'the body is not of a type this route takes', 'send JSON');
}

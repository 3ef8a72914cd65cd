import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { InvalidRequestError, RequestError, httpStatusOf } from '@switchyard/contracts';
import type { FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import type { GatewaySettings } from '../gateway.settings';
import { sendError } from './error.filter';
import { tlsOf, type Tls } from './tls';
import { defect, toRequestError } from './to-request-error';

export const REQUEST_ID = 'x-request-id';

const CLIENT_REQUEST_ID = /^[\w.-]{1,128}$/;
/** Longer than any path below the share. */
const LONGEST_PARAMETER = 8192;

/** How Fastify has to behave so that nothing escapes the form of our errors. */
export const fastifyOptions = (settings: GatewaySettings): FastifyServerOptions & { https?: Tls } => ({
  logger: false,
  bodyLimit: settings.maxBodyBytes,
  https: tlsOf(settings),
  trustProxy: settings.proxyTrust.length > 0 ? settings.proxyTrust : false,
  genReqId: requestId,
  requestIdHeader: false,
  // its own answer while closing would not be in the form of our errors
  return503OnClosing: false,
  routerOptions: { maxParamLength: LONGEST_PARAMETER },
  frameworkErrors: answerRouterError,
  clientErrorHandler: answerUnreadable,
});

function requestId(request: IncomingMessage): string {
  const given = request.headers[REQUEST_ID];
  return typeof given === 'string' && CLIENT_REQUEST_ID.test(given) ? given : randomUUID();
}

/** Errors before there is a route: a URL that cannot be decoded, a parameter that is too long. */
function answerRouterError(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  void reply.header(REQUEST_ID, request.id);
  const known = toRequestError(error);
  const told =
    known && httpStatusOf(known) === 400
      ? new InvalidRequestError({ url: error.message })
      : (known ?? defect(request.id));
  sendError(reply, told);
}

const UNREADABLE: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'the headers are too large',
};

/** What Node could not read as HTTP has no request and no reply: only a socket. */
function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return requestTimedOut(socket);
  const why = UNREADABLE[error.code ?? ''] ?? 'the request is not valid HTTP';
  answerOnSocket(socket, new RequestError('INVALID_REQUEST', 'the request cannot be read', why), '400 Bad Request');
  socket.destroy(error);
}

/** Ends a request whose head or body does not arrive; its handler sees the connection break off. */
export function requestTimedOut(socket: Socket): void {
  const error = new RequestError('TASK_TIMEOUT', 'the request cannot be read', 'it did not arrive in time');
  answerOnSocket(socket, error, '408 Request Timeout');
  socket.destroySoon();
}

export function answerOnSocket(socket: Socket, error: RequestError, status: string): void {
  if (!socket.writable) return;
  const body = JSON.stringify(error.toEnvelope());
  const head = [`HTTP/1.1 ${status}`, 'Connection: close', 'Content-Type: application/json; charset=utf-8'];
  socket.write([...head, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'));
}

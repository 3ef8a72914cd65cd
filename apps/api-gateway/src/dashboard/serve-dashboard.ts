import { readdirSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import { RequestError } from '@switchyard/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendError } from '../http/error.filter';
import { defect, toRequestError } from '../http/to-request-error';

/** What the build of `apps/dashboard` leaves. This file lies in `apps/api-gateway/{dist,src}/dashboard`. */
const BUILT = resolve(__dirname, '../../../dashboard/dist');

/** Nothing but our own files runs or is loaded; Mantine writes its style sheets at run time. */
const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "connect-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

const PAGE = 'index.html';
/** Their names change with their content. */
const HASHED = /^assets\//;

/** The pages of the dashboard under `/web`. */
export async function serveDashboard(server: FastifyInstance, root = BUILT): Promise<void> {
  let files = filesIn(root);
  await server.register(async (scope) => {
    // the filter of the controllers comes later, and only to routes of Nest
    scope.setErrorHandler((error, { id }, reply) => sendError(reply, toRequestError(error) ?? defect(id)));
    await scope.register(fastifyStatic, { root, serve: false, preCompressed: true, cacheControl: false });
    scope.get('/web', (_request, reply) => send(reply, page(files)));
    scope.get<{ Params: { '*': string } }>('/web/*', (request, reply) => {
      const path = request.params['*'];
      // of a page that was built anew since
      if (HASHED.test(path) && !files.has(path)) files = filesIn(root);
      if (files.has(path)) return send(reply, path);
      if (HASHED.test(path)) throw noRoute(request);
      return send(reply, page(files));
    });
  });
}

function send(reply: FastifyReply, path: string): FastifyReply {
  const cached = HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
  return reply.headers({ ...HEADERS, 'cache-control': cached }).sendFile(path);
}

/** Every other path is one of the page's own addresses. */
function page(files: ReadonlySet<string>): string {
  if (files.has(PAGE)) return PAGE;
  throw new RequestError('ROUTE_NOT_FOUND', 'the dashboard is not built', 'run: npx nx build @switchyard/dashboard');
}

function filesIn(root: string): ReadonlySet<string> {
  try {
    const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return new Set(entries.map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1)).map(urlOf));
  } catch {
    return new Set();
  }
}

const urlOf = (path: string): string => path.split(sep).join('/');

const noRoute = ({ method, url }: FastifyRequest): RequestError =>
  new RequestError(
    'ROUTE_NOT_FOUND',
    'no such route',
    `${method} ${url.slice(0, 200)} is not a route; see /docs and /web`,
  );

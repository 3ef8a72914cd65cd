import type { FastifyInstance } from 'fastify';

/** Pages of libraries. Whatever such a page would load from elsewhere, the browser refuses. */
const PAGES = /^\/(docs|admin)(?=[/?]|$)/;
/** Answers for programs: a browser that shows one as a page runs and loads nothing. */
const DATA = /^\/(v1|api|health|metrics)(?=[/?]|$)/;

const EVERYWHERE = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};
const OF_PAGES = {
  ...EVERYWHERE,
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
};
const OF_DATA = { ...EVERYWHERE, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox" };

const ONLY_TLS = { 'strict-transport-security': 'max-age=31536000' };

/** Tells browsers what no answer of ours needs. @param tls whether they must use TLS from now on */
export function addSecurityHeaders(server: FastifyInstance, tls: boolean): void {
  server.addHook('onRequest', (request, reply, done) => {
    const { url } = request;
    void reply.headers(DATA.test(url) ? OF_DATA : PAGES.test(url) ? OF_PAGES : EVERYWHERE);
    if (tls) void reply.headers(ONLY_TLS);
    done();
  });
}

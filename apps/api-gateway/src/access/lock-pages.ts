import type { FastifyInstance } from 'fastify';
import { sendError } from '../http/error.filter';
import { toRequestError } from '../http/to-request-error';
import { requireScope, type KeyRing } from './key-ring';
import { keyOfDialog, presentedKey } from './presented-key';

/** Pages that a library serves past Nest, so that no guard and no filter sees their requests. */
const PAGES = /^\/admin(?=[/?]|$)/;

/** Pages need `admin`; a browser asks its user for the key, which is the password. */
export function lockPages(server: FastifyInstance, ring: KeyRing): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (ring.isOpen || !PAGES.test(request.url)) return done();
    ring
      .callerOf(presentedKey(request.headers) ?? keyOfDialog(request.headers))
      .then((caller) => requireScope(caller, 'admin'))
      .then(
        () => done(),
        (thrown: Error) => {
          const error = toRequestError(thrown);
          if (!error) return done(thrown);
          void reply.header('www-authenticate', 'Basic realm="switchyard: the password is an API key"');
          sendError(reply, error);
        },
      );
  });
}

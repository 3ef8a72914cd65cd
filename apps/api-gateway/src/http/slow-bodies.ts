import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requestTimedOut } from './fastify-options';

/** Bytes of a body that have to arrive in each window; half a kilobyte a second is slower than any network in use. */
const LEAST_BYTES = 16 * 1024;

/** Ends requests whose body hardly moves with 408: each holds a connection, and an upload a file. */
export function endSlowBodies(server: FastifyInstance, windowMs: number): void {
  server.addHook('onRequest', (request, _reply, done) => {
    if (hasBody(request)) watch(request, windowMs);
    done();
  });
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

function watch({ raw }: FastifyRequest, windowMs: number): void {
  const { socket } = raw;
  let read = socket.bytesRead;
  const timer = setInterval(() => {
    // a request that was answered before its end does not close with its socket
    if (raw.complete || socket.destroyed) return clearInterval(timer);
    // What waits here to be read has arrived.
    const isSlow = socket.bytesRead - read < LEAST_BYTES && !raw.isPaused();
    read = socket.bytesRead;
    if (isSlow) requestTimedOut(socket);
  }, windowMs).unref();
  raw.once('close', () => clearInterval(timer));
}

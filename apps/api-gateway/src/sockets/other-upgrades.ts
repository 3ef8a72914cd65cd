import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** What asks for the upgrade. */
const UPGRADING = new Set(['upgrade', 'connection', 'http2-settings']);

/**
 * Serves a request that would rather have HTTP/2, as clients in Java send it. A server may ignore such a wish, but once it has
 * WebSockets Node hands it every request with one, without its body. The connection begins anew with the same request, without the wish.
 */
export function servePlainly(server: Server, request: IncomingMessage, socket: Socket, head: Buffer): void {
  const { method = '', url = '', httpVersion, rawHeaders } = request;
  const lines = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 && !UPGRADING.has(name.toLowerCase()) ? [`${name}: ${rawHeaders[at + 1] ?? ''}`] : [],
  );
  const text = [`${method} ${url} HTTP/${httpVersion}`, ...lines, '', ''].join('\r\n');
  socket.unshift(Buffer.concat([Buffer.from(text, 'latin1'), head]));
  server.emit('connection', socket);
}

import type { IncomingHttpHeaders } from 'node:http';

/** A browser's WebSocket can send no header of its own, but names of protocols. */
const PROTOCOL = 'switchyard.key.';

/** The text of the key that a request presents: a bearer token, `X-API-Key`, or a protocol of a WebSocket. */
export function presentedKey(headers: IncomingHttpHeaders): string | undefined {
  const bearer = /^Bearer +([^ ]+)$/i.exec(headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return bearer;
  const named = headers['x-api-key'];
  if (typeof named === 'string') return named;
  const protocols = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  return protocols.find((name) => name.startsWith(PROTOCOL))?.slice(PROTOCOL.length);
}

/**
 * The key in the address of a program that can send no header of its own: `http://any:KEY@host`. A browser sends it by itself,
 * also for other pages, and says where a request comes from.
 */
export const keyInAddress = (headers: IncomingHttpHeaders): string | undefined =>
  headers.origin === undefined && headers['sec-fetch-site'] === undefined ? keyOfDialog(headers) : undefined;

/** The key that a browser sends as the password of its own dialog. Taken for pages only: a browser sends it by itself. */
export function keyOfDialog({ authorization = '' }: IncomingHttpHeaders): string | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(authorization)?.[1];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString();
  return pair.slice(pair.indexOf(':') + 1);
}

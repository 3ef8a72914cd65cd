import type { IncomingHttpHeaders } from 'node:http';
import { RequestError } from '@switchyard/contracts';

/** The addresses on which only programs of this machine reach a server. */
export const LOOPBACK_HOSTS: readonly string[] = ['127.0.0.1', '::1', 'localhost'];

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/**
 * Without API keys a web page in the user's browser could speak for them: requests that come from a page of another
 * place or port, or under a foreign name that was made to point at the loopback (DNS rebinding), are refused.
 * @param anyHost for a server on a network, which may have any name
 */
export function strangeOrigin({ host, origin }: IncomingHttpHeaders, anyHost = false): RequestError | undefined {
  if (!anyHost && host !== undefined && !LOOPBACK.test(host)) return forbidden('Host', host);
  if (origin !== undefined && !isOwn(origin, host)) return forbidden('Origin', origin);
  return undefined;
}

const isOwn = (origin: string, host = ''): boolean =>
  origin.replace(/^https?:\/\//i, '').toLowerCase() === host.toLowerCase();

const forbidden = (header: string, value: string): RequestError =>
  new RequestError(
    'FORBIDDEN',
    'this API answers programs of this machine only',
    `${header} is ${value.slice(0, 200)}; use http://127.0.0.1 or http://localhost`,
  );

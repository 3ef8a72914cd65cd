import { isNativeError } from 'node:util/types';
import type { ErrorEnvelope } from './words';

/** The gateway refused a request. */
export class GatewayError extends Error {
  readonly code: string;
  readonly details: ErrorEnvelope['error']['details'];

  constructor(
    readonly status: number,
    { error }: ErrorEnvelope,
  ) {
    super(error.message);
    this.code = error.code;
    this.details = error.details;
  }
}

/** No gateway answers at the address. */
export class UnreachableError extends Error {
  constructor(
    readonly url: string,
    cause: unknown,
  ) {
    super(`no gateway answers at ${url} (${reasonOf(cause)})`, { cause });
  }
}

/** `fetch failed` says nothing; what failed is in its cause. */
function reasonOf(error: unknown): string {
  const cause = isNativeError(error) ? (error.cause ?? error) : error;
  if (!isNativeError(cause)) return String(cause);
  const code = 'code' in cause ? String(cause.code) : '';
  return REASONS[code] ?? (cause.message || code);
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'the name of the host could not be resolved',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  UND_ERR_CONNECT_TIMEOUT: 'no answer to the connection',
};

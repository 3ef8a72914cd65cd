/** The body of every refusal. */
export interface ErrorEnvelope {
  error: { code: string; message: string; details?: string | Record<string, unknown> };
}

/** What a status means where something else than a gateway answers. */
export const CODES: Readonly<Record<number, string>> = {
  400: 'INVALID_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'ROUTE_NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  408: 'TASK_TIMEOUT',
  409: 'TASK_CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'RATE_LIMITED',
  502: 'RESOURCE_UNAVAILABLE',
  503: 'RESOURCE_UNAVAILABLE',
  504: 'RESOURCE_UNAVAILABLE',
};

/** The states that a task never leaves. */
export const FINAL: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled', 'timed_out', 'expired']);

/** The events after which a task is final. */
export const LAST: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled', 'hard_timeout', 'expired']);

/** The envelope in a body; another one where something else than a gateway answers: a proxy in between, or another program. */
export function envelopeOf(body: unknown, status: number, url: string): ErrorEnvelope {
  const error = isObject(body) ? body['error'] : undefined;
  if (isObject(error) && typeof error['code'] === 'string' && typeof error['message'] === 'string')
    return body as ErrorEnvelope & object;
  const code = CODES[status] ?? 'INTERNAL_ERROR';
  const message = `what answers at ${url} said ${status}, not in the form of a Switchyard gateway`;
  return { error: { code, message, details: 'is that the address of a gateway?' } };
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

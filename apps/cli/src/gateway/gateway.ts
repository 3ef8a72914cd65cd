import { isNativeError } from 'node:util/types';
import { HTTP_STATUS, isPlainObject, type ErrorEnvelope, type RequestErrorCode } from '@switchyard/contracts';
import { CliError } from '../cli-error';
import { GatewayError, UnreachableError } from './gateway-errors';

/** One gateway, spoken to over HTTP; whatever is not an answer of it becomes an error a person can act on. */
export class Gateway {
  readonly url: string;

  constructor(
    url: string,
    private readonly signal: AbortSignal,
  ) {
    this.url = checkedUrl(url);
  }

  /** Sends a request and gives back an answer that says yes. */
  async request(path: string, request: RequestInit = {}): Promise<Response> {
    const answer = await this.fetch(path, request);
    if (answer.ok) return answer;
    throw new GatewayError(answer.status, (await envelopeOf(answer)) ?? this.notOurs(answer.status));
  }

  async json<T>(path: string, request: RequestInit = {}): Promise<T> {
    const answer = await this.request(path, request);
    return (await this.bodyOf(answer)) as T;
  }

  /** The status and body of any answer, for questions where a no says something too. */
  async ask(path: string, withinMs: number): Promise<{ status: number; body: unknown }> {
    const signal = AbortSignal.any([this.signal, AbortSignal.timeout(withinMs)]);
    const answer = await this.fetch(path, { signal });
    return { status: answer.status, body: await answer.json().catch(() => undefined) };
  }

  post<T>(path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    return this.json<T>(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  private async fetch(path: string, request: RequestInit): Promise<Response> {
    const signal = request.signal ?? this.signal;
    try {
      return await fetch(this.url + path, { ...request, signal });
    } catch (error) {
      signal.throwIfAborted();
      throw new UnreachableError(this.url, reasonOf(error));
    }
  }

  private async bodyOf(answer: Response): Promise<unknown> {
    try {
      return await answer.json();
    } catch {
      throw new GatewayError(answer.status, this.notOurs(answer.status));
    }
  }

  /** A proxy in between, or another program on that port. */
  private notOurs(status: number): ErrorEnvelope {
    const busy = status === 502 || status === 503 || status === 504;
    const known = Object.entries(HTTP_STATUS).find(([, known]) => known === status)?.[0] as
      RequestErrorCode | undefined;
    const code = busy ? 'RESOURCE_UNAVAILABLE' : status === 404 ? 'ROUTE_NOT_FOUND' : (known ?? 'INTERNAL_ERROR');
    const message = `what answers at ${this.url} said ${status}, not in the form of a Switchyard gateway`;
    return { error: { code, message, details: 'is that the address of a gateway?' } };
  }
}

function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new CliError(`"${text}" is not the address of a gateway`, 2, 'it looks like http://127.0.0.1:8000');
  }
  return text.replace(/\/+$/, '');
}

async function envelopeOf(answer: Response): Promise<ErrorEnvelope | undefined> {
  const body: unknown = await answer.json().catch(() => undefined);
  const error = isPlainObject(body) ? body['error'] : undefined;
  const whole = isPlainObject(error) && typeof error['code'] === 'string' && typeof error['message'] === 'string';
  return whole ? (body as ErrorEnvelope) : undefined;
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

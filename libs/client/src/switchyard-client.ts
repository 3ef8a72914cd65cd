import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './api.generated';
import { GatewayError, UnreachableError } from './errors';
import { Files } from './files';
import { Tasks } from './tasks';
import { CODES, isObject, type ErrorEnvelope } from './words';

const READY_WITHIN_MS = 2000;

export interface ClientOptions {
  /** API key that is sent with every request. */
  key?: string;
  signal?: AbortSignal;
}

/** What openapi-fetch gives back: the body of an answer that says yes, or of one that says no. */
interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** One gateway, spoken to over HTTP; whatever is not an answer of it becomes an error a person can act on. */
export class SwitchyardClient {
  readonly url: string;
  /** Ends every request that is under way. */
  readonly signal: AbortSignal;
  /** Every route, typed by the OpenAPI text; what it answers is seen as it is, also when it says no. */
  readonly http: Client<paths>;
  readonly tasks: Tasks;
  readonly files: Files;

  constructor(url: string, { key, signal = new AbortController().signal }: ClientOptions = {}) {
    this.signal = signal;
    this.url = url.replace(/(?<!\/)\/+$/, '');
    const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
    this.http = createClient<paths>({ baseUrl: this.url, signal, headers, fetch: (request) => this.fetch(request) });
    this.tasks = new Tasks(this);
    this.files = new Files(this);
  }

  /**
   * What a call of `http` answers.
   * @throws GatewayError when the answer says no, or does not come from a gateway
   */
  async take<T>(call: Promise<Answer<T>>): Promise<NonNullable<T>> {
    const { data, error, response } = await call.catch((reason: unknown) => {
      throw reason instanceof SyntaxError ? new GatewayError(200, this.notOurs(200)) : reason;
    });
    if (response.ok) return data as NonNullable<T>;
    throw new GatewayError(response.status, isEnvelope(error) ? error : this.notOurs(response.status));
  }

  /** Whether the gateway answers and can do its work. */
  async isReady(): Promise<boolean> {
    const signal = AbortSignal.any([this.signal, AbortSignal.timeout(READY_WITHIN_MS)]);
    return this.http.GET('/health/ready', { signal }).then(
      ({ response }) => response.ok,
      () => false,
    );
  }

  private async fetch(request: Request): Promise<Response> {
    try {
      return await fetch(request);
    } catch (error) {
      request.signal.throwIfAborted();
      throw new UnreachableError(this.url, error);
    }
  }

  /** A proxy in between, or another program on that port. */
  private notOurs(status: number): ErrorEnvelope {
    const code = CODES[status] ?? 'INTERNAL_ERROR';
    const message = `what answers at ${this.url} said ${status}, not in the form of a Switchyard gateway`;
    return { error: { code, message, details: 'is that the address of a gateway?' } };
  }
}

function isEnvelope(body: unknown): body is ErrorEnvelope {
  const error = isObject(body) ? body['error'] : undefined;
  return isObject(error) && typeof error['code'] === 'string' && typeof error['message'] === 'string';
}

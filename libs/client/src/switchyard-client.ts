import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './api.generated';
import { GatewayError, UnreachableError } from './errors';
import { Files } from './files';
import { followFrames, type Frame } from './live-frames';
import type { FollowOptions } from './retrying';
import { Tasks } from './tasks';
import { envelopeOf } from './words';

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
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Ends every request that is under way. */
  readonly signal: AbortSignal;
  /** Every route, typed by the OpenAPI text; what it answers is seen as it is, also when it says no. */
  readonly http: Client<paths>;
  readonly tasks: Tasks;
  readonly files: Files;

  constructor(url: string, { key, signal = new AbortController().signal }: ClientOptions = {}) {
    this.signal = signal;
    this.url = url.replace(/(?<!\/)\/+$/, '');
    this.headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
    const { headers } = this;
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
      throw reason instanceof SyntaxError ? new GatewayError(200, envelopeOf(undefined, 200, this.url)) : reason;
    });
    if (response.ok) return data as NonNullable<T>;
    throw new GatewayError(response.status, envelopeOf(error, response.status, this.url));
  }

  /** Whether the gateway answers and can do its work. */
  async isReady(): Promise<boolean> {
    const signal = AbortSignal.any([this.signal, AbortSignal.timeout(READY_WITHIN_MS)]);
    return this.http.GET('/health/ready', { signal }).then(
      ({ response }) => response.ok,
      () => false,
    );
  }

  /**
   * The frames of a WebSocket, e.g. `/ws/monitor`, until the gateway says that no more come.
   * @param path asked before each connection, so that it can say from where to go on
   */
  live(path: () => string, options?: FollowOptions): AsyncGenerator<Frame> {
    return followFrames(this, path, options);
  }

  private async fetch(request: Request): Promise<Response> {
    try {
      return await fetch(request);
    } catch (error) {
      request.signal.throwIfAborted();
      throw new UnreachableError(this.url, error);
    }
  }
}

import { Redis, type RedisOptions } from 'ioredis';

export type RedisClient = Redis;

/**
 * `fail-fast`: commands fail at once while Redis is away, as an HTTP server wants it.
 * `patient`: commands wait until Redis is back, as a worker that holds a result wants it.
 */
export type Patience = 'fail-fast' | 'patient';

const RECONNECT_MS = { first: 50, most: 1000 };

const MANNERS: Record<Patience, RedisOptions> = {
  'fail-fast': { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 5000 },
  patient: { enableOfflineQueue: true, maxRetriesPerRequest: null },
};

/** One process's connection for commands, and one for messages, made when first needed. */
export class RedisConnection {
  readonly client: RedisClient;
  private messages: RedisClient | undefined;

  constructor(
    private readonly url: string,
    patience: Patience,
    /** Told once per outage. */
    onOutage: (error: Error) => void = () => undefined,
  ) {
    this.client = new Redis(url, { ...MANNERS[patience], ...reconnecting });
    let away = false;
    this.client.on('ready', () => (away = false));
    this.client.on('error', (error) => {
      if (!away) onOutage(error);
      away = true;
    });
  }

  /** The connection that receives messages; subscriptions are renewed by themselves. */
  get subscriber(): RedisClient {
    this.messages ??= this.makeSubscriber();
    return this.messages;
  }

  /** Resolves once commands can be sent. */
  async ready(): Promise<void> {
    if (this.client.status === 'ready') return;
    await new Promise<void>((resolve) => this.client.once('ready', resolve));
  }

  close(): void {
    this.client.disconnect();
    this.messages?.disconnect();
  }

  private makeSubscriber(): RedisClient {
    const subscriber = new Redis(this.url, { ...MANNERS.patient, ...reconnecting });
    subscriber.on('error', () => undefined); // the command connection reports the same outage
    subscriber.setMaxListeners(0);
    return subscriber;
  }
}

const reconnecting: RedisOptions = {
  retryStrategy: (times) => Math.min(RECONNECT_MS.first * times, RECONNECT_MS.most),
};

/** System calls of a connection; the same error of a file says nothing about Redis. */
const NETWORK_CALLS = new Set(['connect', 'read', 'write', 'getaddrinfo']);
const NETWORK_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN']);
const OUTAGE_WORDS =
  /Stream isn't writeable|Connection is closed|max retries per request|Command timed out|^(OOM|LOADING|READONLY|MISCONF|MASTERDOWN) /;

/** Whether an error says that Redis is away or cannot take writes, rather than that we did something wrong. */
export function isRedisOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code && syscall && NETWORK_CODES.has(code) && NETWORK_CALLS.has(syscall)) return true;
  return error.name === 'MaxRetriesPerRequestError' || OUTAGE_WORDS.test(error.message);
}

import { Redis, type RedisOptions } from 'ioredis';

export type RedisClient = Redis;

/**
 * `fail-fast`: commands fail at once while Redis is away, as an HTTP server wants it.
 * `patient`: commands wait until Redis is back, as a worker that holds a result wants it.
 */
export type Patience = 'fail-fast' | 'patient';

const RECONNECT_MS = { first: 50, most: 1000 };

const MANNERS = {
  'fail-fast': { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 5000 },
  patient: { enableOfflineQueue: true, maxRetriesPerRequest: null },
} satisfies Record<Patience, RedisOptions>;

/**
 * Sends the commands of one turn of the event loop together: under load that is one system call for many commands, here
 * and in Redis, and their replies come back together as well.
 */
class BatchingRedis extends Redis {
  private corked: Redis['stream'] | undefined;

  override sendCommand(...args: Parameters<Redis['sendCommand']>): unknown {
    const { stream } = this;
    if (stream && this.corked !== stream) {
      stream.cork();
      this.corked = stream;
      setImmediate(() => {
        stream.uncork();
        if (this.corked === stream) this.corked = undefined;
      });
    }
    return super.sendCommand(...args);
  }
}

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
    this.client = new BatchingRedis(url, { ...MANNERS[patience], ...reconnecting });
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

  /** Another connection, for commands that block it. The caller closes it. */
  another(): RedisClient {
    const client = new Redis(this.url, { ...MANNERS.patient, ...reconnecting });
    client.on('error', () => undefined); // the command connection reports the same outage
    return client;
  }

  close(): void {
    this.client.disconnect();
    this.messages?.disconnect();
  }

  private makeSubscriber(): RedisClient {
    const subscriber = this.another();
    subscriber.setMaxListeners(0);
    return subscriber;
  }
}

const reconnecting = {
  retryStrategy: (times) => Math.min(RECONNECT_MS.first * times, RECONNECT_MS.most),
} satisfies RedisOptions;

/** System calls of a connection; the same error of a file says nothing about Redis. */
const NETWORK_CALLS = new Set(['connect', 'read', 'write', 'getaddrinfo']);
const NETWORK_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN']);
const OUTAGE_WORDS =
  /Stream isn't writeable|Connection is closed|max retries per request|Command timed out|(^|: -?)(OOM|LOADING|READONLY|MISCONF|MASTERDOWN) /;

/** Whether an error says that Redis is away or cannot take writes, rather than that we did something wrong. */
export function isRedisOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code && syscall && NETWORK_CODES.has(code) && NETWORK_CALLS.has(syscall)) return true;
  return error.name === 'MaxRetriesPerRequestError' || OUTAGE_WORDS.test(error.message);
}

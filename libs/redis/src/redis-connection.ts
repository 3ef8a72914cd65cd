import { Redis, type RedisOptions } from 'ioredis';

export type RedisClient = Redis;

/**
 * `fail-fast`: commands fail at once while Redis is away, as an HTTP server wants it.
 * `patient`: commands wait until Redis is back, as a worker that holds a result wants it.
 */
export type Patience = 'fail-fast' | 'patient';

const RECONNECT_MS = { first: 50, most: 1000 };
/** A reply that takes longer never comes: the connection is made anew, and what is open is sent again. */
const SILENCE_MS = 5000;
/** The same for connections whose commands wait on purpose; the longest wait of BullMQ is ten seconds. */
const BLOCKING_SILENCE_MS = 30_000;
/** A line that is dead is noticed only when something is asked. */
const SUBSCRIBER_PING_MS = 5000;

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

  /** For BullMQ, whose workers wait for jobs on a connection like this one. */
  override duplicate(override?: Partial<RedisOptions>): Redis {
    return super.duplicate({ socketTimeout: BLOCKING_SILENCE_MS, ...override });
  }

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
  private pinging: NodeJS.Timeout | undefined;

  constructor(
    private readonly url: string,
    patience: Patience,
    /** Told once per outage. */
    onOutage: (error: Error) => void = () => undefined,
  ) {
    this.client = new BatchingRedis(url, { ...MANNERS[patience], ...reconnecting, socketTimeout: SILENCE_MS });
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
    return this.quiet({ socketTimeout: BLOCKING_SILENCE_MS });
  }

  close(): void {
    clearInterval(this.pinging);
    this.client.disconnect();
    this.messages?.disconnect();
  }

  private makeSubscriber(): RedisClient {
    const subscriber = this.quiet({ socketTimeout: SILENCE_MS });
    subscriber.setMaxListeners(0);
    this.pinging = setInterval(() => void subscriber.ping().catch(() => undefined), SUBSCRIBER_PING_MS);
    return subscriber;
  }

  private quiet(options: RedisOptions): RedisClient {
    const client = new Redis(this.url, { ...MANNERS.patient, ...reconnecting, ...options });
    client.on('error', () => undefined); // the command connection reports the same outage
    return client;
  }
}

const reconnecting = {
  retryStrategy: (times) => Math.min(RECONNECT_MS.first * times, RECONNECT_MS.most),
  /** After a failover the name of the primary leads to another server. */
  reconnectOnError: ({ message }) => message.includes('READONLY'),
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

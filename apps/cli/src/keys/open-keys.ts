import { once } from 'node:events';
import { ApiKeys } from '@switchyard/api-keys';
import { AuditLog } from '@switchyard/monitoring';
import { Keys, RedisConnection } from '@switchyard/redis';
import { CliError } from '../cli-error';
import type { Session } from '../session';

/** Does something with the keys where they are kept: the first one is made before a gateway lets a client in. */
export async function withKeys<T>(
  { settings, signal }: Session,
  work: (keys: ApiKeys, audit: AuditLog) => Promise<T>,
): Promise<T> {
  const { redisUrl, keyPrefix } = settings;
  const away = new AbortController();
  const redis = new RedisConnection(redisUrl, 'fail-fast', (error) => away.abort(error));
  try {
    await untilReady(redis, AbortSignal.any([signal, away.signal])).catch((error: unknown) => {
      signal.throwIfAborted();
      throw new CliError(`Redis does not answer at ${shown(redisUrl)}`, 5, `${String(error)}; ${REDIS_HINT}`);
    });
    const names = new Keys(keyPrefix);
    return await work(new ApiKeys(redis.client, names), new AuditLog(redis.client, names));
  } finally {
    redis.close();
  }
}

const REDIS_HINT = 'set REDIS_URL as the gateway has it';

async function untilReady(redis: RedisConnection, signal: AbortSignal): Promise<void> {
  await Promise.race([redis.ready(), once(signal, 'abort')]);
  signal.throwIfAborted();
}

/** Without its password. */
function shown(redisUrl: string): string {
  if (!URL.canParse(redisUrl)) return redisUrl;
  const url = new URL(redisUrl);
  url.password = '';
  return url.href;
}

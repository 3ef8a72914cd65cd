import type { RedisClient } from './redis-connection';

/** What of a Redis' settings can lose accepted tasks, in words; read from `INFO`, which managed servers answer too. */
export async function riskySettings(client: RedisClient): Promise<string[]> {
  return risksIn(`${await client.info('memory')}\n${await client.info('persistence')}`);
}

export function risksIn(info: string): string[] {
  const value = (name: string): string | undefined => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const policy = value('maxmemory_policy');
  return [
    ...(policy !== undefined && policy !== 'noeviction'
      ? [`maxmemory-policy is ${policy}: under pressure Redis drops tasks; set it to noeviction`]
      : []),
    ...(value('aof_enabled') === '0' ? ['appendonly is no: a restart of Redis loses tasks; set it to yes'] : []),
  ];
}

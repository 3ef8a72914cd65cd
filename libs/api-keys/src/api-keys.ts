import { randomBytes, randomUUID } from 'node:crypto';
import type { Keys, RedisClient } from '@switchyard/redis';
import {
  newKeyText,
  type ApiKey,
  type ChangedLimits,
  type KeyLimits,
  type NewApiKey,
  type StoredApiKey,
} from './api-key';

/** The keys of an installation; a key exists until it is revoked. */
export class ApiKeys {
  constructor(
    private readonly redis: RedisClient,
    private readonly keys: Keys,
  ) {}

  /** Makes a key. Its text is given once and kept nowhere. */
  async create(wanted: NewApiKey): Promise<{ key: ApiKey; text: string }> {
    const { id, text, hash } = newKeyText();
    const key: ApiKey = { id, ...wanted, created_at: new Date().toISOString() };
    const made = await this.redis.hsetnx(this.keys.apiKeys, id, JSON.stringify({ ...key, hash }));
    if (made === 0) return this.create(wanted);
    await this.tellScripts(key);
    await this.changed();
    return { key, text };
  }

  /** Makes the secret that signs the callbacks of the tasks of a key, in the form of Standard Webhooks; one made before ends. */
  async newCallbackSecret(id: string): Promise<string> {
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    await this.redis.hset(this.keys.apiKeyCallbackSecrets, id, secret);
    return secret;
  }

  /** Nothing where a key has no secret of its own. */
  callbackSecret(id: string): Promise<string | null> {
    return this.redis.hget(this.keys.apiKeyCallbackSecrets, id);
  }

  /** Changes what a key may have. @returns the key as it is now; nothing when there is none */
  async limit(id: string, limits: ChangedLimits): Promise<ApiKey | undefined> {
    const text = await this.redis.hget(this.keys.apiKeys, id);
    if (text === null) return undefined;
    const named: KeyLimits = Object.fromEntries(
      Object.entries(limits).map(([name, most]) => [name, most ?? undefined]),
    );
    const { hash, ...key } = { ...(JSON.parse(text) as StoredApiKey), ...named };
    await this.redis.hset(this.keys.apiKeys, id, JSON.stringify({ ...key, hash }));
    await this.tellScripts(key);
    await this.changed();
    return key;
  }

  /** @returns whether there was such a key */
  async revoke(id: string): Promise<boolean> {
    const removed = await this.redis.hdel(this.keys.apiKeys, id);
    await this.redis.hdel(this.keys.apiKeyUses, id);
    await this.redis.hdel(this.keys.apiKeyCallbackSecrets, id);
    await this.redis.hdel(this.keys.apiKeyLoads, `${id}:most_queued`, `${id}:most_running`, `${id}:bytes`);
    await this.changed();
    return removed === 1;
  }

  /** Oldest first. */
  async all(): Promise<StoredApiKey[]> {
    const stored = (await this.redis.hvals(this.keys.apiKeys)).map((text) => JSON.parse(text) as StoredApiKey);
    return stored.sort((a, b) => (a.created_at < b.created_at ? -1 : 1));
  }

  /** Changes with every change of any key. */
  version(): Promise<string | null> {
    return this.redis.get(this.keys.apiKeysVersion);
  }

  /** Notes that keys are used. */
  async used(ids: Iterable<string>): Promise<void> {
    const now = new Date().toISOString();
    await this.redis.hset(this.keys.apiKeyUses, Object.fromEntries([...ids].map((id) => [id, now])));
  }

  /** When each key was last used, by its id; RFC 3339, right to about a second. */
  async uses(): Promise<Map<string, string>> {
    return new Map(Object.entries(await this.redis.hgetall(this.keys.apiKeyUses)));
  }

  /** The scripts that submit and begin tasks look at limits themselves: nothing comes between the look and the task. */
  private async tellScripts({ id, most_queued, most_running }: ApiKey): Promise<void> {
    for (const [name, most] of Object.entries({ most_queued, most_running }))
      if (most === undefined) await this.redis.hdel(this.keys.apiKeyLoads, `${id}:${name}`);
      else await this.redis.hset(this.keys.apiKeyLoads, `${id}:${name}`, most);
  }

  private async changed(): Promise<void> {
    await this.redis.set(this.keys.apiKeysVersion, randomUUID());
  }
}

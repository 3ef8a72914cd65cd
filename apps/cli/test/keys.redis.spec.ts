import { ApiKeys, isTextOf, type ApiKey } from '@switchyard/api-keys';
import type { AuditEntry } from '@switchyard/monitoring';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TestRedis } from '@switchyard/testing';
import { run, type Ran } from './command-line';

describe('switchyard key', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  const keys = (): ApiKeys => new ApiKeys(connection.client, new Keys());
  const key = (...args: string[]): Promise<Ran> => run(['key', ...args], { redisUrl: redis.url });

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
  }, 60_000);
  afterAll(async () => {
    connection.close();
    await redis.stop();
  });

  it('makes a key, shows it once, lists it without its secret and revokes it', async () => {
    const made = await key('create', 'ci', '--scope', 'submit,read', '--expires', '30d');
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^sy_[0-9a-f]{8}_[0-9a-f]{64}\n$/) });
    const text = made.stdout.trim();
    const [stored] = await keys().all();
    expect(stored).toMatchObject({ name: 'ci', scopes: ['submit', 'read'], sees_all: false });
    expect(stored && isTextOf(text, stored)).toBe(true);
    expect(Date.parse(stored?.expires_at ?? '') - Date.now()).toBeGreaterThan(29 * 24 * 3600_000);

    const listed = await key('ls', '--json');
    const [shown] = (JSON.parse(listed.stdout) as { keys: ApiKey[] }).keys;
    expect(shown).toMatchObject({ id: stored?.id, name: 'ci', last_used_at: null });
    expect(listed.stdout + JSON.stringify(shown)).not.toMatch(new RegExp(`${text.slice(12)}|${stored?.hash}`));

    const limited = await key('limit', stored?.id ?? '', '--max-queued', '7', '--max-running', '2');
    expect(limited.stdout).toContain('7 tasks waiting, 2 running, any number of bytes');
    expect((await keys().all())[0]).toMatchObject({ name: 'ci', most_queued: 7, most_running: 2 });
    const freed = await key('limit', stored?.id ?? '', '--max-running', 'none');
    expect(freed.stdout).toContain('7 tasks waiting, any number of running');
    expect((await key('limit', 'ffffffff', '--max-bytes', '1')).code).toBe(3);
    expect(await key('revoke', stored?.id ?? '')).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/no key is left/),
    });
    expect(await keys().all()).toEqual([]);
    expect((await key('revoke', stored?.id ?? '')).code).toBe(3);
    const audit = await run(['audit', '--json'], { redisUrl: redis.url });
    const { entries } = JSON.parse(audit.stdout) as { entries: AuditEntry[] };
    expect(entries.map(({ action, target }) => [action, target])).toEqual([
      ['key.revoke', stored?.id],
      ['key.limit', stored?.id],
      ['key.limit', stored?.id],
      ['key.create', stored?.id],
    ]);
  });

  it('makes a secret that signs callbacks, shown once and gone with its key', async () => {
    const made = await key('create', 'hooks', '--scope', 'submit', '--sign-callbacks', '--json');
    const { id, callback_secret } = JSON.parse(made.stdout) as { id: string; callback_secret: string };
    expect(callback_secret).toMatch(/^whsec_/);
    expect(await keys().callbackSecret(id)).toBe(callback_secret);
    expect((await key('ls', '--json')).stdout).not.toContain(callback_secret);
    await key('revoke', id);
    expect(await keys().callbackSecret(id)).toBeNull();
  });

  it('makes none with a scope that there is not, and says where it looked for Redis', async () => {
    expect(await key('create', 'ci', '--scope', 'everything')).toMatchObject({ code: 2 });
    const away = await run(['key', 'ls'], { redisUrl: 'redis://:secret@127.0.0.1:1' });
    expect(away).toMatchObject({
      code: 5,
      stderr: expect.stringMatching(/does not answer at redis:\/\/127\.0\.0\.1:1/),
    });
    expect(away.stderr).not.toContain('secret');
  });
});

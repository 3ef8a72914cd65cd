import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiKeys } from '@switchyard/api-keys';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TestSystem, waitFor } from '@switchyard/testing';

const TASK = 'wservice.generate_subtitle_files';
const SECRETS = {
  CALLBACK_SECRET: 'canary-of-callbacks-0123456789',
  S3_SECRET_ACCESS_KEY: 'canary-of-s3-0123456789',
  S3_ACCESS_KEY_ID: 'canary-id-of-s3',
};

describe('secrets', () => {
  let system: TestSystem;
  let key: string;

  beforeAll(async () => {
    // the key is made once the system runs: until then it is asked without one
    system = await TestSystem.start(['wservice'], { ...SECRETS, S3_BUCKETS: 'media', LOG_LEVEL: 'trace' });
    writeFileSync(join(system.share, 'a.json'), '[]');
    const redis = new RedisConnection(system.redis.url, 'patient');
    const scopes = ['submit', 'read', 'admin'] as const;
    const made = new ApiKeys(redis.client, new Keys());
    key = (await made.create({ name: 'test', scopes: [...scopes], sees_all: false, expires_at: null })).text;
    redis.close();
    await waitFor('the key', async () => (await ask('GET', '/v1/tasks', {})).status === 401);
  }, 60_000);
  afterAll(() => system.stop());

  const ask = (method: string, path: string, headers: Record<string, string>, body?: object): Promise<Response> => {
    const type: Record<string, string> = body ? { 'content-type': 'application/json' } : {};
    return fetch(system.api.url + path, {
      method,
      headers: { ...headers, ...type },
      body: body && JSON.stringify(body),
    });
  };

  it('are in no log, no reply, no metric and no stored task', async () => {
    const own = { authorization: `Bearer ${key}` };
    const wrong = `${key.slice(0, -4)}0000`;
    const told: string[] = [];
    const hear = async (reply: Response): Promise<number> => {
      told.push(JSON.stringify([...reply.headers]), await reply.text());
      return reply.status;
    };
    const input = { segments_file: '/share/a.json' };
    const submission = { task_name: TASK, task_id: 'mine', input_data: input, callback: 'http://127.0.0.1:1/hook' };
    expect(await hear(await ask('POST', '/v1/tasks', own, submission))).toBe(202);
    expect(await hear(await ask('POST', '/v1/tasks', { authorization: `Bearer ${wrong}` }, submission))).toBe(401);
    expect(await hear(await ask('GET', `/v1/tasks?key=${key}`, { 'x-api-key': key }))).toBe(400);
    const object = { task_name: TASK, input_data: { segments_file: 's3://other/a' }, upload: 's3://media/' };
    expect(await hear(await ask('POST', '/v1/tasks', own, object))).toBe(400);
    await waitFor('the end', async () => {
      const { status } = (await (await ask('GET', '/v1/tasks/mine', own)).json()) as { status: string };
      return ['succeeded', 'failed'].includes(status);
    });
    for (const path of ['', '/result', '/context', '/events', '/downloads'])
      await hear(await ask('GET', `/v1/tasks/mine${path}`, own));
    for (const path of ['/metrics', '/docs-json', '/v1/keys', '/health', '/api/v1/monitor/stats', '/v1/workers'])
      await hear(await ask('GET', path, own));
    const logs = system.processes.map(({ log }) => log);
    expect(logs.every((log) => log.length > 0)).toBe(true);
    const all = [...told, ...logs].join('\n');
    // the links of a task have a signature instead
    expect(all).toContain('?pass=');
    for (const secret of [...Object.values(SECRETS), key, wrong, key.split('_').at(-1) ?? '']) {
      const at = all.indexOf(secret);
      expect(at < 0 ? 'nowhere' : all.slice(Math.max(0, at - 80), at + 10)).toBe('nowhere');
    }
  }, 60_000);
});

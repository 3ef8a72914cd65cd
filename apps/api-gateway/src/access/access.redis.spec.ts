import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiKeys, SCOPES, type NewApiKey, type Scope } from '@switchyard/api-keys';
import { AuditLog } from '@switchyard/monitoring';
import { createLogger } from '@switchyard/observability';
import { PlatformModule } from '@switchyard/platform';
import { RedisConnection } from '@switchyard/redis';
import { TestRedis, waitFor } from '@switchyard/testing';
import { GatewaySettings } from '../gateway.settings';
import { closedGateway, gatewayModule } from '../http/run-gateway';
import { speaksOpenAi } from '../http/openai-error';

class Root {}

const BOARD = '/admin/queues';

interface Operation {
  security?: { key: Scope[] }[];
}

let redis: TestRedis;
let app: NestFastifyApplication;
let keys: ApiKeys;

const start = (changes: Partial<GatewaySettings> = {}): Promise<NestFastifyApplication> => {
  const settings = Object.assign(new GatewaySettings(), { redisUrl: redis.url, logLevel: 'silent' }, changes);
  const log = createLogger('api-gateway', 'silent');
  const imports = [PlatformModule.forRoot(settings, { log, redis: 'fail-fast' }), gatewayModule()];
  return closedGateway({ module: Root, imports }, settings, log);
};

const newKey = (scopes: readonly Scope[], more: Partial<NewApiKey> = {}): ReturnType<ApiKeys['create']> =>
  keys.create({ name: 'test', scopes: [...scopes], sees_all: false, expires_at: null, ...more });

interface Asked {
  status: number;
  headers: Record<string, unknown>;
  error?: { code: string; message: string; details?: unknown };
}

async function ask(method: string, url: string, key?: string, headers: object = {}): Promise<Asked> {
  const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const reply = await app.inject({ method: method as 'GET', url, headers: { ...authorization, ...headers } });
  const { error } = (reply.headers['content-type']?.toString().includes('json') ? reply.json() : {}) as Asked;
  return { status: reply.statusCode, headers: reply.headers, error };
}

beforeAll(async () => {
  redis = await TestRedis.start();
  app = await start();
  await app.get(RedisConnection).ready();
  keys = app.get(ApiKeys, { strict: false });
}, 60_000);
afterAll(async () => {
  await app.close();
  await redis.stop();
});

describe('without API keys', () => {
  it('every route answers a program of this machine', async () => {
    expect((await ask('GET', '/v1/tasks')).status).toBe(200);
    expect((await ask('GET', BOARD)).status).toBe(200);
  });

  it.each(['0.0.0.0', '127.0.0.1.example.com'])('a start on %s is refused', async (host) => {
    await expect(start({ host })).rejects.toThrow(/HOST is .* no API keys; make one with "npx switchyard key create/);
  });
});

describe('with API keys', () => {
  let operations: [method: string, path: string, needed: Scope | undefined][];
  const texts = new Map<Scope, string>();

  beforeAll(async () => {
    for (const scope of SCOPES) texts.set(scope, (await newKey([scope])).text);
    const known = async (key?: string): Promise<number> => (await ask('GET', '/v1/tasks', key)).status;
    await waitFor('the last key', async () => (await known()) === 401 && (await known(texts.get('admin'))) === 200);
    const { paths } = (await app.inject({ url: '/docs-json' })).json<{
      paths: Record<string, Record<string, Operation>>;
    }>();
    operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { security }]): (typeof operations)[number] => [
        method.toUpperCase(),
        path.replace(/\{\w+\}/g, 'x'),
        security?.[0]?.key[0],
      ]),
    );
  });

  it('only the probes of health, and what says that the service runs, need none', () => {
    const open = operations.filter(([, , needed]) => needed === undefined).map(([, path]) => path);
    expect(open).toEqual(['/health', '/health/ready', '/health/startup', '/health/live', '/']);
  });

  it('a request without one is told to send one, on every route', async () => {
    for (const [method, path, needed] of operations) {
      const { status, headers, error } = await ask(method, path);
      const code = speaksOpenAi(path) ? 'invalid_api_key' : 'UNAUTHORIZED';
      const said = needed === undefined ? [200, undefined] : [401, code];
      expect([method, path, status, error?.code]).toEqual([method, path, ...said]);
      if (needed) expect(headers['www-authenticate']).toMatch(/^Bearer/);
    }
  });

  it('a key with every other scope is refused, on every route', async () => {
    const others = new Map<Scope, string>();
    for (const scope of SCOPES) {
      const rest = SCOPES.filter((one) => one !== scope && one !== 'admin');
      others.set(scope, (await newKey(rest)).text);
    }
    const known = async (): Promise<boolean> => (await ask('GET', '/v1/tasks', others.get('admin'))).status === 200;
    await waitFor('the keys', known);
    for (const [method, path, needed] of operations) {
      if (!needed) continue;
      const { status, error } = await ask(method, path, others.get(needed));
      const code = speaksOpenAi(path) ? 'insufficient_permissions' : 'FORBIDDEN';
      expect([method, path, status, error?.code]).toEqual([method, path, 403, code]);
      if (speaksOpenAi(path)) expect(error?.message).toContain(`needed ${needed}`);
      else expect(error?.details).toMatchObject({ needed });
    }
  });

  it('a key with the scope, and one with admin, are let in where something is read', async () => {
    for (const [method, path, needed] of operations) {
      if (method !== 'GET' || !needed) continue;
      for (const scope of [needed, 'admin'] as const) {
        const { status } = await ask(method, path, texts.get(scope));
        expect([path, scope, [200, 400, 404].includes(status)]).toEqual([path, scope, true]);
      }
    }
  });

  it.each([
    ['a bearer token', (text: string) => ({ authorization: `Bearer ${text}` })],
    ['X-API-Key', (text: string) => ({ 'x-api-key': text })],
  ])('one is taken as %s', async (_how, headers) => {
    expect((await ask('GET', '/v1/tasks', undefined, headers(texts.get('read') ?? ''))).status).toBe(200);
    const wrong = await ask('GET', '/v1/tasks', undefined, headers(`${(texts.get('read') ?? '').slice(0, -1)}x`));
    expect(wrong).toMatchObject({ status: 401, error: { message: 'the key is not known' } });
  });

  it('a program that knows an address alone has it there, a browser has not', async () => {
    const asked = { authorization: `Basic ${Buffer.from(`any:${texts.get('submit')}`).toString('base64')}` };
    const status = async (more: object): Promise<number> =>
      (await ask('POST', '/asr', undefined, { ...asked, ...more })).status;
    expect([await status({}), await status({ 'sec-fetch-site': 'same-origin' })]).toEqual([415, 401]);
  });

  it('the pages of libraries need admin, and a browser may send it as a password', async () => {
    const basic = (scope: Scope): object => ({
      authorization: `Basic ${Buffer.from(`me:${texts.get(scope)}`).toString('base64')}`,
    });
    const asked = await ask('GET', BOARD);
    expect([asked.status, asked.headers['www-authenticate']]).toEqual([401, expect.stringMatching(/^Basic/)]);
    expect((await ask('GET', BOARD, undefined, basic('read'))).status).toBe(403);
    expect((await ask('GET', BOARD, undefined, basic('admin'))).status).toBe(200);
    expect((await ask('GET', '/v1/tasks', undefined, basic('admin'))).status).toBe(401);
  });

  it('one is refused once it is revoked, and once its time is over', async () => {
    const { key, text } = await newKey(['read']);
    const hour = 3_600_000;
    const ends = await newKey(['read'], { expires_at: new Date(Date.now() + hour).toISOString() });
    const status = async (of: string): Promise<number> => (await ask('GET', '/v1/tasks', of)).status;
    await waitFor('the keys', async () => (await status(text)) === 200 && (await status(ends.text)) === 200);
    await keys.revoke(key.id);
    await waitFor('the refusal', async () => (await status(text)) === 401);
    const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + hour);
    const late = await ask('GET', '/v1/tasks', ends.text);
    later.mockRestore();
    expect(late).toMatchObject({ status: 401, error: { message: 'the key has expired' } });
  });

  it('keeps a hash of each, and when it was used', async () => {
    const [stored] = (await keys.all()).filter(({ scopes }) => scopes.join() === 'read');
    expect(stored?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(texts.get('read')).not.toContain(stored?.hash);
    await waitFor('the use', async () => (await keys.uses()).has(stored?.id ?? ''));
  });

  it('one that asks too often is told when to ask again, on that route alone', async () => {
    const { text } = await newKey(['read'], { rate_limit: 2 });
    await waitFor('the key', async () => (await ask('GET', '/v1/workers', text)).status === 200);
    const statuses: number[] = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await ask('GET', '/v1/tasks', text)).status);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await ask('GET', '/v1/tasks', text);
    expect([refused.status, refused.error?.code]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(50);
    expect((await ask('GET', '/v1/files', text)).status).not.toBe(429);
  });

  it('what an operator does is in the audit log, with the key and how it ended', async () => {
    const admin = (await keys.all()).find(({ scopes }) => scopes.join() === 'admin');
    await ask('POST', '/api/v1/monitoring/monitor/stop', texts.get('admin'));
    await ask('DELETE', '/v1/tasks/none', texts.get('submit'));
    const audit = app.get(AuditLog, { strict: false });
    await waitFor('both entries', async () => (await audit.read(10)).length === 2);
    expect(await audit.read(1)).toMatchObject([
      { action: 'DELETE /v1/tasks/:id', target: '/v1/tasks/none', result: '404' },
    ]);
    expect((await audit.read(2))[1]).toMatchObject({
      actor: `key:${admin?.id}`,
      action: 'POST /api/v1/monitoring/monitor/stop',
      result: '200',
    });
    const headers = { authorization: `Bearer ${texts.get('admin')}` };
    const read = await app.inject({ method: 'GET', url: '/v1/audit?limit=1', headers });
    expect(read.json()).toEqual({
      entries: [{ ...(await audit.read(1))[0], at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) }],
    });
  });

  it('a page reads files by a cookie, which does nothing else and ends with its key', async () => {
    const { key, text } = await newKey(['read', 'submit'], { sees_all: true });
    const open = () => app.inject({ method: 'POST', url: '/v1/session', headers: { authorization: `Bearer ${text}` } });
    await waitFor('the key', async () => (await open()).statusCode === 200);
    const answer = await open();
    expect(answer.json()).toMatchObject({ key: { id: key.id, scopes: ['read', 'submit'], sees_all: true } });
    const [pass = '', ...rules] = String(answer.headers['set-cookie']).split('; ');
    expect(rules).toEqual(['Path=/v1/files', 'Max-Age=14400', 'HttpOnly', 'SameSite=Strict']);

    const status = async (method: string, url: string, cookie = pass): Promise<number> =>
      (await ask(method, url, undefined, { cookie: `other=1; ${cookie}` })).status;
    const FILE = '/v1/files/share/uploads/none.srt';
    expect(await status('GET', FILE)).toBe(404);
    const others = [await status('DELETE', FILE), await status('GET', '/v1/files'), await status('GET', '/v1/tasks')];
    expect(others).toEqual([401, 401, 401]);
    const last = pass.at(-1) === '0' ? '1' : '0';
    expect(await status('GET', FILE, `${pass.slice(0, -1)}${last}`)).toBe(401);
    await keys.revoke(key.id);
    await waitFor('the end of the cookie', async () => (await status('GET', FILE)) === 401);
  });

  it('keys are made, limited and revoked by one with admin', async () => {
    const headers = { authorization: `Bearer ${texts.get('admin')}` };
    const send = async (method: 'POST' | 'PATCH' | 'DELETE' | 'GET', url: string, payload?: object) => {
      const reply = await app.inject({ method, url: `/v1/keys${url}`, headers, payload });
      return { status: reply.statusCode, body: reply.json<Record<string, unknown>>() };
    };
    const wrong = await send('POST', '', { name: 'x', scopes: ['root'] });
    expect(wrong).toMatchObject({
      status: 400,
      body: { error: { details: { scopes: expect.stringMatching(/^item 0 must be one of submit, read/) } } },
    });
    const made = await send('POST', '', { name: 'by hand', scopes: ['read', 'read'], expires_in: 60, most_queued: 3 });
    const unsigned = { name: 'by hand', scopes: ['read'], most_queued: 3, callback_secret: null };
    expect(made).toMatchObject({ status: 201, body: unsigned });
    const { body: signing } = await send('POST', '', { name: 'signs', scopes: ['submit'], sign_callbacks: true });
    const secret = signing['callback_secret'] as string;
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(await keys.callbackSecret(signing['id'] as string)).toBe(secret);
    const { id, text } = made.body as { id: string; text: string };
    await waitFor('the key', async () => (await ask('GET', '/v1/tasks', text)).status === 200);
    expect((await send('PATCH', `/${id}`, { most_running: 2 })).body).toMatchObject({
      most_queued: 3,
      most_running: 2,
    });
    const { body: freed } = await send('PATCH', `/${id}`, { most_queued: null });
    expect([freed['most_queued'], freed['most_running']]).toEqual([undefined, 2]);
    const listed = JSON.stringify((await send('GET', '')).body);
    expect([listed.includes(id), listed.includes(text), listed.includes('hash')]).toEqual([true, false, false]);
    expect(listed).not.toContain(secret);
    await keys.revoke(signing['id'] as string);
    expect(await send('DELETE', `/${id}`)).toMatchObject({ status: 200, body: { id } });
    expect(await send('DELETE', `/${id}`)).toMatchObject({ status: 404, body: { error: { code: 'KEY_NOT_FOUND' } } });
    await waitFor('its end', async () => (await ask('GET', '/v1/tasks', text)).status === 401);
  });

  it('behind a proxy that is believed, a page of the forwarded host is at home', async () => {
    const headers = { host: 'inner', authorization: `Bearer ${texts.get('read')}`, origin: 'https://api.example' };
    const forwarded = { ...headers, 'x-forwarded-host': 'api.example' };
    const behind = await start({ proxyTrust: ['127.0.0.1'], corsOrigins: ['https://app.example'] });
    const status = async (sent: object): Promise<number> =>
      (await behind.inject({ url: '/v1/tasks', headers: { ...sent } })).statusCode;
    try {
      expect([await status(forwarded), await status(headers)]).toEqual([200, 403]);
      const welcome = { host: 'inner', origin: 'https://app.example' };
      const preflight = { ...welcome, 'access-control-request-method': 'POST' };
      const reply = await behind.inject({ url: '/v1/tasks', method: 'OPTIONS', headers: preflight });
      expect([reply.statusCode, reply.headers['access-control-allow-origin']]).toEqual([204, 'https://app.example']);
      const other = { ...preflight, origin: 'https://evil.example' };
      const refused = await behind.inject({ url: '/v1/tasks', method: 'OPTIONS', headers: other });
      expect(refused.headers['access-control-allow-origin']).toBeUndefined();
    } finally {
      await behind.close();
    }
  });

  it('a gateway may listen on a network, under any name', async () => {
    const open = await start({ host: '0.0.0.0' });
    try {
      const headers = { host: 'switchyard.example', authorization: `Bearer ${texts.get('read')}` };
      expect((await open.inject({ url: '/v1/tasks', headers })).statusCode).toBe(200);
      expect((await open.inject({ url: '/v1/tasks', headers: { host: 'switchyard.example' } })).statusCode).toBe(401);
      const page = { ...headers, origin: 'https://evil.example' };
      expect((await open.inject({ url: '/v1/tasks', headers: page })).statusCode).toBe(403);
      for (const { id } of await keys.all()) await keys.revoke(id);
      const shut = async (): Promise<boolean> => (await open.inject({ url: '/v1/tasks', headers })).statusCode === 401;
      await waitFor('a gateway that refuses everyone without keys', shut);
    } finally {
      await open.close();
    }
  });
});

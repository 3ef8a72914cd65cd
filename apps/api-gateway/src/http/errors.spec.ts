import { readdirSync } from 'node:fs';
import { waitFor } from '@switchyard/testing';
import { Shell } from '../../test/shell';

let shell: Shell;
beforeAll(async () => {
  shell = await Shell.start({ maxBodyBytes: 2000, bodyTimeout: 0.2 });
});
afterAll(() => shell.stop());

const filesIn = (root: string): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));

const JSON_TYPE = { 'content-type': 'application/json' };
const post = (body: string | Buffer | undefined, headers: Record<string, string> = JSON_TYPE): Promise<Response> =>
  fetch(`${shell.url}/v1/tasks`, { method: 'POST', headers, body });

async function expectEnvelope(reply: Response, status: number, code: string): Promise<{ message: string }> {
  expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(reply.headers.get('x-request-id')).toMatch(/^[\w-]+$/);
  const { error, ...rest } = (await reply.json()) as { error: { code: string; message: string; details?: unknown } };
  expect(rest).toEqual({});
  expect([reply.status, error.code]).toEqual([status, code]);
  expect(Object.keys(error).filter((key) => !['code', 'message', 'details'].includes(key))).toEqual([]);
  return error;
}

describe('a body that cannot be used', () => {
  it.each<[string, string | Buffer, number, string]>([
    ['malformed JSON', '{"a":', 400, 'INVALID_REQUEST'],
    ['text after the JSON', '{} {}', 400, 'INVALID_REQUEST'],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 400, 'INVALID_REQUEST'],
    ['a prototype', '{"__proto__": {"admin": true}}', 400, 'INVALID_REQUEST'],
    ['bottomless nesting', '['.repeat(900), 400, 'INVALID_REQUEST'],
    ['too many bytes', JSON.stringify('x'.repeat(3000)), 413, 'PAYLOAD_TOO_LARGE'],
  ])('is refused: %s', async (_name, body, status, code) => {
    await expectEnvelope(await post(body), status, code);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'nonsense'])(
    'is refused when its type is %s',
    async (type) => {
      await expectEnvelope(await post('{}', { 'content-type': type }), 415, 'UNSUPPORTED_MEDIA_TYPE');
    },
  );

  it('is taken as none when it is empty', async () => {
    const reply = await post('');
    expect(await reply.json()).toEqual({ body: null });
  });

  it('may hold brackets in its texts', async () => {
    const text = `${'['.repeat(100)}\\"`;
    const reply = await post(JSON.stringify({ text }));
    expect(await reply.json()).toEqual({ body: { text } });
  });
});

describe('an address that leads nowhere', () => {
  it.each([
    ['GET', '/nothing'],
    ['GET', '/'],
    ['PUT', '/v1'],
    ['GET', '/docs/nothing.js'],
    ['PROPFIND', '/v1/tasks/a/b'],
  ])('%s %s is no route', async (method, path) => {
    const reply = await fetch(shell.url + path, { method });
    const error = await expectEnvelope(reply, 404, 'ROUTE_NOT_FOUND');
    expect(error).toMatchObject({ details: expect.stringContaining(`${method} ${path}`) as string });
  });

  it.each([
    ['PUT', '/v1/tasks', 'POST'],
    ['PATCH', '/health', 'GET, HEAD'],
    ['DELETE', '/docs', 'GET, HEAD'],
    ['OPTIONS', '/v1/tasks', 'POST'],
    ['PROPFIND', '/v1/tasks?x=1', 'POST'],
    ['POST', '/v1/fail/any', 'GET, HEAD'],
    ['PATCH', '/v1/files/a/b.txt', 'DELETE, GET, HEAD'],
  ])('%s %s is told which methods the path takes: %s', async (method, path, allowed) => {
    const reply = await fetch(shell.url + path, { method });
    expect(reply.headers.get('allow')).toBe(allowed);
    await expectEnvelope(reply, 405, 'METHOD_NOT_ALLOWED');
  });

  it.each([
    ['a percent sign alone', '/v1/%'],
    ['a percent sign before letters', '/v1/%zz'],
    ['bytes that are not UTF-8', '/v1/files/%ff'],
    ['an overlong encoding', '/v1/fail/%c0%af'],
    ['a parameter without end', `/v1/fail/${'x'.repeat(9000)}`],
  ])('cannot be read: %s', async (_name, path) => {
    const { status, body, headers } = await shell.raw('GET', path);
    expect([status, JSON.parse(body.toString())]).toMatchObject([400, { error: { code: 'INVALID_REQUEST' } }]);
    expect(headers['x-request-id']).toBeDefined();
  });
});

describe('bytes that are not HTTP', () => {
  it.each([
    ['garbage', 'NOT HTTP AT ALL\r\n\r\n'],
    ['headers without end', `GET / HTTP/1.1\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`],
    ['two lengths', 'POST /v1/tasks HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n'],
  ])('are answered in the same form: %s', async (_name, text) => {
    const answer = await shell.socket(text);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toContain('HTTP/1.1 400 ');
    expect(JSON.parse(body)).toMatchObject({ error: { code: 'INVALID_REQUEST' } });
  });
});

describe('a request that is no client of ours', () => {
  const own = () => `host: 127.0.0.1:${shell.port}\r\n`;

  it.each([
    ['two hosts', () => `GET /health HTTP/1.1\r\n${own()}host: evil.example\r\nconnection: close\r\n\r\n`, 400],
    [
      'the address of another host',
      () => `GET http://evil.example/ HTTP/1.1\r\n${own()}connection: close\r\n\r\n`,
      400,
    ],
    [
      'hundreds of headers',
      () => `GET /health HTTP/1.1\r\n${own()}connection: close\r\n${'a:b\r\n'.repeat(2500)}\r\n`,
      400,
    ],
    [
      'a page of another port',
      () => `GET /health HTTP/1.1\r\n${own()}origin: http://127.0.0.1:9\r\nconnection: close\r\n\r\n`,
      403,
    ],
  ])('is refused: %s', async (_name, text, status) => {
    expect(await shell.socket(text())).toContain(`HTTP/1.1 ${status} `);
  });

  it('may give its own address in full', async () => {
    const text = `GET http://127.0.0.1:${shell.port}/health HTTP/1.1\r\n${own()}connection: close\r\n\r\n`;
    expect(await shell.socket(text)).not.toMatch(/HTTP\/1\.1 40[03]/);
  });

  it.each(['/v1/tasks', '/v1/files'])(
    'ends with 408 when its body hardly moves, and leaves nothing: %s',
    async (path) => {
      const type = path === '/v1/files' ? 'multipart/form-data; boundary=x' : 'application/json';
      const file = '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nbeginning';
      const head = `POST ${path} HTTP/1.1\r\n${own()}content-type: ${type}\r\ncontent-length: 1900\r\n\r\n`;
      const answer = await shell.socket(head + (path === '/v1/files' ? file : '{'));
      expect(answer).toContain('HTTP/1.1 408 ');
      expect(answer).toContain('it did not arrive in time');
      await waitFor('the upload is gone', () => Promise.resolve(filesIn(shell.root).length === 0));
    },
  );

  it('is told of twenty problems', async () => {
    const query = Array.from({ length: 500 }, (_, at) => `unknown${at}=1`).join('&');
    const reply = await fetch(`${shell.url}/v1/files?${query}`);
    const { details } = ((await reply.json()) as { error: { details: object } }).error;
    expect([reply.status, Object.keys(details).length]).toEqual([400, 21]);
    expect(details).toMatchObject({ '…': '480 more problems' });
  });
});

describe('a failure behind the route', () => {
  it.each([
    ['refused', 503, 'RESOURCE_UNAVAILABLE'],
    ['away', 503, 'RESOURCE_UNAVAILABLE'],
    ['oom', 503, 'RESOURCE_UNAVAILABLE'],
    ['full', 503, 'RESOURCE_UNAVAILABLE'],
    ['conflict', 409, 'TASK_CONFLICT'],
    ['defect', 500, 'INTERNAL_ERROR'],
    ['foreign', 500, 'INTERNAL_ERROR'],
  ])('%s is answered with %i %s', async (how, status, code) => {
    const reply = await fetch(`${shell.url}/v1/fail/${how}`);
    expect(reply.headers.get('retry-after')).toBe(status === 503 ? '2' : null);
    const error = await expectEnvelope(reply, status, code);
    expect(JSON.stringify(error)).not.toMatch(/secret|passwd|127\.0\.0\.1:6379|library| at /);
  });
});

describe('the id of a request', () => {
  it('is the one the client gave', async () => {
    const reply = await fetch(`${shell.url}/health`, { headers: { 'x-request-id': 'order-7.1' } });
    expect(reply.headers.get('x-request-id')).toBe('order-7.1');
  });

  it('is ours where the client gave none that can be used', async () => {
    const reply = await fetch(`${shell.url}/health`, { headers: { 'x-request-id': 'a b;c' } });
    expect(reply.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

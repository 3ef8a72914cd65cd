import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AddressRule, Egress, EgressRefusedError, type EgressRequest } from '.';

const open: (Server | TcpServer)[] = [];

async function listen<T extends Server | TcpServer>(server: T): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

afterEach(() => {
  for (const server of open.splice(0)) {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  }
});

const post = (url: string, more: Partial<EgressRequest> = {}): EgressRequest => ({
  url: new URL(url),
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{}',
  timeoutMs: 50_000,
  mostReplyBytes: 1000,
  ...more,
});

/** A listener on loopback that counts who came. */
async function victim(reply: RequestListener = (_request, response) => response.end('hello')) {
  const came: string[] = [];
  const port = await listen(
    createServer((request, response) => {
      came.push(`${request.method} ${request.url}`);
      reply(request, response);
    }),
  );
  return { port, came };
}

describe('AddressRule', () => {
  const rule = new AddressRule([]);

  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://①②⑦.0.0.1/',
  ])('refuses %s', (url) => {
    expect(rule.refusalOfUrl(new URL(url))).toMatch(/is not a public address/);
  });

  it('refuses other schemes and credentials', () => {
    expect(rule.refusalOfUrl(new URL('file:///etc/passwd'))).toBe('must begin with http:// or https://');
    expect(rule.refusalOfUrl(new URL('gopher://1.1.1.1/'))).toBe('must begin with http:// or https://');
    expect(rule.refusalOfUrl(new URL('http://me:secret@example.org/'))).toBe('must not contain a user or a password');
  });

  it('takes what is public', () => {
    for (const url of ['http://1.1.1.1/', 'https://[2606:4700::1111]/x', 'https://example.org:8443/'])
      expect(rule.refusalOfUrl(new URL(url))).toBeUndefined();
  });

  it('takes what the operator names, and nothing near it', () => {
    const allowing = new AddressRule(['10.1.0.0/16', '127.0.0.1', 'fd00::/8', 'Hooks.internal']);
    const refuses = (address: string, host?: string): boolean => allowing.refusalOfAddress(address, host) !== undefined;
    expect([refuses('10.1.2.3'), refuses('10.2.2.3'), refuses('127.0.0.1'), refuses('127.0.0.2')]).toEqual([
      false,
      true,
      false,
      true,
    ]);
    expect([refuses('fd00::5'), refuses('::ffff:10.1.2.3'), refuses('::1')]).toEqual([false, false, true]);
    expect([refuses('192.168.0.9', 'hooks.INTERNAL.'), refuses('192.168.0.9', 'x.hooks.internal')]).toEqual([
      false,
      true,
    ]);
  });

  it.each(['http://x', '10.0.0.0/33', 'a b', '*', ''])('says what is wrong with %j', (entry) => {
    expect(() => new AddressRule([entry])).toThrow(/is no host name, address or CIDR/);
  });
});

describe('Egress', () => {
  it('sends to what is allowed and reads the reply', async () => {
    const { port, came } = await victim();
    const egress = new Egress(['127.0.0.0/8']);
    const reply = await egress.send(post(`http://127.0.0.1:${port}/hook?x=1`));
    expect(reply).toMatchObject({ status: 200, body: 'hello' });
    expect(came).toEqual(['POST /hook?x=1']);
  });

  it('refuses a name that leads inside before anything connects', async () => {
    const { port, came } = await victim();
    const egress = new Egress([]);
    const url = `http://localhost:${port}/`;
    await expect(egress.refusalOf(new URL(url))).resolves.toMatch(/not a public address/);
    await expect(egress.send(post(url))).rejects.toBeInstanceOf(EgressRefusedError);
    expect(came).toEqual([]);
  });

  it('refuses a name when one of its addresses is not public', async () => {
    const egress = new Egress([], async () => [
      { address: '1.1.1.1', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]);
    await expect(egress.refusalOf(new URL('http://two.example/'))).resolves.toMatch(/leads to 10\.0\.0\.1/);
  });

  it('connects to the address it checked, whatever the name says later', async () => {
    const { port, came } = await victim();
    const answers = ['127.0.0.1', '10.9.9.9'];
    const egress = new Egress(['127.0.0.0/8'], async () => [{ address: answers.shift() ?? '10.9.9.9', family: 4 }]);
    await egress.send(post(`http://rebinding.example:${port}/first`));
    await expect(egress.send(post(`http://rebinding.example:${port}/second`))).rejects.toThrow(/leads to 10\.9\.9\.9/);
    expect(came).toEqual(['POST /first']);
  });

  it('follows no redirect', async () => {
    const inside = await victim();
    const outside = await victim((_request, response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${inside.port}/` }).end(),
    );
    const reply = await new Egress(['127.0.0.0/8']).send(post(`http://127.0.0.1:${outside.port}/`));
    expect([reply.status, inside.came]).toEqual([302, []]);
  });

  it('reads no more of a reply than it was told', async () => {
    const endless = await victim((_request, response) => {
      const more = (): void =>
        void (!response.destroyed && response.write('x'.repeat(65_536), () => setImmediate(more)));
      more();
    });
    const reply = await new Egress(['127.0.0.0/8']).send(post(`http://127.0.0.1:${endless.port}/`));
    expect(reply.body).toHaveLength(1000);
  });

  it.each([
    ['says nothing', () => undefined],
    ['drips', (_request, response) => void setInterval(() => response.write('x'), 20).unref()],
  ] satisfies [string, RequestListener][])('ends with a receiver that %s', async (_name, reply) => {
    const { port } = await victim(reply);
    const sent = new Egress(['127.0.0.0/8']).send(post(`http://127.0.0.1:${port}/`, { timeoutMs: 150 }));
    await expect(sent).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('ends when its caller wants it to', async () => {
    const port = await listen(createTcpServer(() => undefined));
    const sent = new Egress(['127.0.0.0/8']).send(
      post(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(50) }),
    );
    await expect(sent).rejects.toThrow();
  });

  it('tells a name that does not exist from a name server that does not answer', async () => {
    const failing = (code: string) =>
      new Egress([], async () => Promise.reject(Object.assign(new Error(code), { code })));
    const url = new URL('http://nowhere.example/');
    await expect(failing('ENOTFOUND').refusalOf(url)).resolves.toBe('names a host that does not exist');
    await expect(failing('EAI_AGAIN').refusalOf(url)).resolves.toBeUndefined();
  });
});

describe('a download', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'egress-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  const limits = { timeoutMs: 50_000, mostBytes: 1000 };
  const egress = new Egress(['127.0.0.1']);
  const get = (url: string, more = {}): Promise<number> =>
    egress.download(new URL(url), join(directory, 'file'), { ...limits, ...more });

  it('goes where a redirect leads, unless that is inside', async () => {
    const { port, came } = await victim(({ url }, reply) => {
      if (url === '/a') reply.writeHead(301, { location: '/b' }).end();
      else if (url === '/c') reply.writeHead(302, { location: 'http://[::1]:1/' }).end();
      else if (url === '/loop') reply.writeHead(302, { location: '/loop' }).end();
      else reply.end('hello');
    });
    expect(await get(`http://127.0.0.1:${port}/a`)).toBe(5);
    expect(readFileSync(join(directory, 'file'), 'utf8')).toBe('hello');
    expect(came).toEqual(['GET /a', 'GET /b']);
    await expect(get(`http://127.0.0.1:${port}/c`)).rejects.toThrow(EgressRefusedError);
    await expect(get(`http://127.0.0.1:${port}/loop`)).rejects.toThrow('more than 5 redirects');
  });

  it.each([
    [404, false],
    [503, true],
    [429, true],
  ])('that is answered with %d may pass: %p', async (status, mayPass) => {
    const { port } = await victim((_request, reply) => void reply.writeHead(status).end());
    await expect(get(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ mayPass });
  });

  it('ends at its limits, and leaves nothing when the connection breaks', async () => {
    const { port } = await victim(({ url }, reply) => {
      if (url === '/large') reply.end('x'.repeat(1001));
      else if (url === '/cut') reply.writeHead(200, { 'content-length': '10' }).write('12345', () => reply.destroy());
      else reply.writeHead(200).write('1');
    });
    await expect(get(`http://127.0.0.1:${port}/large`)).rejects.toThrow('it has more than 1000 bytes');
    expect(readdirSync(directory)).toEqual([]);
    await expect(get(`http://127.0.0.1:${port}/cut`)).rejects.toThrow('aborted');
    expect(readdirSync(directory)).toEqual([]);
    await expect(get(`http://127.0.0.1:${port}/slow`, { timeoutMs: 100 })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    expect(readdirSync(directory)).toEqual([]);
  });
});

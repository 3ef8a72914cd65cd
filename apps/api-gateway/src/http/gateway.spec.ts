import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATALOGUE } from '@switchyard/contracts';
import { Shell } from '../../test/shell';

let shell: Shell;
beforeAll(async () => {
  shell = await Shell.start();
});
afterAll(() => shell.stop());

const text = async (path: string): Promise<string> => (await fetch(shell.url + path)).text();

describe('the description of the API', () => {
  interface Description {
    openapi: string;
    info: { title: string };
    paths: Record<string, Record<string, { requestBody?: unknown; responses: Record<string, unknown> }>>;
    components: { schemas: Record<string, Record<string, unknown>> };
  }
  const described = async (): Promise<Description> => JSON.parse(await text('/docs-json')) as Description;

  it('has the schemas of every task', async () => {
    const { schemas } = (await described()).components;
    for (const { name } of CATALOGUE) {
      expect(schemas).toHaveProperty([`${name}.input`, 'properties']);
      expect(schemas).toHaveProperty([`${name}.output`, 'properties']);
    }
    expect(schemas['ffmpeg.probe.submission']).toMatchObject({
      properties: {
        task_name: { enum: ['ffmpeg.probe'] },
        input_data: { $ref: '#/components/schemas/ffmpeg.probe.input' },
      },
    });
  });

  it('says that a submission is one of them', async () => {
    const post = (await described()).paths['/v1/tasks']?.['post'];
    expect(post?.requestBody).toMatchObject({
      content: {
        'application/json': {
          schema: { oneOf: CATALOGUE.map(({ name }) => ({ $ref: `#/components/schemas/${name}.submission` })) },
          example: { task_name: 'ffmpeg.extract_audio' },
        },
      },
    });
  });

  it('gives every operation the error envelope, and points to nothing that is missing', async () => {
    const description = await described();
    const operations = Object.values(description.paths).flatMap((item) => Object.values(item));
    expect(operations.length).toBeGreaterThan(5);
    for (const { responses } of operations) expect(responses).toHaveProperty('default');
    const references = JSON.stringify(description).match(/#\/components\/schemas\/[^"]+/g) ?? [];
    for (const reference of references) {
      expect(description.components.schemas).toHaveProperty([reference.split('/').at(-1) ?? '']);
    }
  });

  it('is shown by a page that needs nothing from elsewhere', async () => {
    const page = await fetch(`${shell.url}/docs`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    const html = await page.text();
    const assets = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(assets).toContain('./docs/swagger-ui-init.js');
    for (const path of assets) expect((await fetch(new URL(path, page.url))).status).toBe(200);
    expect(assets.join()).not.toMatch(/\/\//);
  });
});

describe('the metrics of the gateway', () => {
  it('count requests by the pattern of their route', async () => {
    await text('/v1/fail/one');
    await text('/v1/fail/two');
    await text('/nowhere/1');
    await text('/nowhere/2');
    const reply = await fetch(`${shell.url}/metrics`);
    expect(reply.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const metrics = await reply.text();
    expect(metrics).toContain('http_requests_total{method="GET",path="/v1/fail/:how",status="200"} 2');
    expect(metrics).toContain('http_requests_total{method="GET",path="unmatched",status="404"} 2');
    expect(metrics).toContain('http_request_duration_seconds_count{method="GET",path="/v1/fail/:how"} 2');
    expect(metrics).not.toMatch(/nowhere|\/one/);
  });
});

describe('the headers of every answer', () => {
  it('forbid browsers to frame, to guess types and to load anything', async () => {
    const { headers } = await fetch(`${shell.url}/v1/files`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull();
  });
});

describe('with a certificate', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'switchyard-tls-'));
    const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const files = ['-keyout', join(directory, 'key.pem'), '-out', join(directory, 'cert.pem')];
    const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
    execFileSync('openssl', ['req', ...kind, ...names, ...files], { stdio: 'ignore' });
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it('the gateway speaks HTTPS', async () => {
    const tls = { tlsCert: join(directory, 'cert.pem'), tlsKey: join(directory, 'key.pem') };
    const secured = await Shell.start(tls);
    try {
      const ca = readFileSync(tls.tlsCert);
      const reply = await new Promise<IncomingMessage>((resolve, reject) =>
        get(`${secured.url}/health/live`, { ca }, resolve).on('error', reject),
      );
      reply.resume();
      expect([reply.statusCode, reply.headers['strict-transport-security']]).toEqual([200, 'max-age=31536000']);
    } finally {
      await secured.stop();
    }
  });

  it.each([
    [{ tlsCert: 'cert.pem' }, /TLS_KEY is required/],
    [{ tlsCert: 'none.pem', tlsKey: 'key.pem' }, /TLS_CERT cannot be read/],
    [{ tlsCert: 'key.pem', tlsKey: 'cert.pem' }, /TLS_CERT and TLS_KEY are no certificate/],
  ])('%j is refused', async (files, problem) => {
    const placed = Object.fromEntries(Object.entries(files).map(([name, file]) => [name, join(directory, file)]));
    await expect(Shell.start(placed)).rejects.toThrow(problem);
  });
});

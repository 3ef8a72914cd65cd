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

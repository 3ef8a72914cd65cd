import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { createLogger } from '@switchyard/observability';
import { PlatformModule } from '@switchyard/platform';
import { BullJobs, QUEUES } from '@switchyard/queue';
import { TestRedis } from '@switchyard/testing';
import { GatewaySettings } from '../gateway.settings';
import { createGateway } from '../http/create-gateway';
import { gatewayModule } from '../http/run-gateway';

class Root {}

const BOARD = '/admin/queues';
const QUEUE = 'wservice';

interface Listed {
  queues: { name: string; counts: Record<string, number>; readOnlyMode: boolean; isPaused: boolean }[];
}

describe('the page of the queues', () => {
  let redis: TestRedis;
  let app: NestFastifyApplication;

  const start = (): Promise<NestFastifyApplication> => {
    const settings = Object.assign(new GatewaySettings(), { redisUrl: redis.url, logLevel: 'silent' });
    const log = createLogger('api-gateway', 'silent');
    const imports = [PlatformModule.forRoot(settings, { log, redis: 'fail-fast' }), gatewayModule()];
    return createGateway({ module: Root, imports }, settings, log);
  };
  const queues = async (): Promise<Listed['queues']> => {
    const reply = await app.inject({ url: `${BOARD}/api/queues?activeQueue=${QUEUE}&status=prioritized` });
    return reply.json<Listed>().queues;
  };

  beforeAll(async () => {
    redis = await TestRedis.start();
    app = await start();
    const taskName = generateSubtitleFilesTask.name;
    const due = { taskId: 'waits', taskName, queue: QUEUE, fence: 1, priority: 5, returns: false, delayMs: 0 };
    await app.get(BullJobs, { strict: false }).restore(due);
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await redis.stop();
  });

  it('loads everything from the gateway', async () => {
    const page = await app.inject({ url: BOARD });
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    const assets = [...page.body.matchAll(/(?:src|href)="(static\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(assets.length).toBeGreaterThan(4);
    for (const path of assets) expect((await app.inject({ url: `${BOARD}/${path}` })).statusCode).toBe(200);
  });

  it('lists every queue of the catalogue with its jobs, all read-only', async () => {
    const listed = await queues();
    expect(listed.map(({ name }) => name).sort()).toEqual([...QUEUES].sort());
    expect(listed.every(({ readOnlyMode }) => readOnlyMode)).toBe(true);
    expect(listed.find(({ name }) => name === QUEUE)?.counts).toMatchObject({ prioritized: 1, failed: 0 });
  });

  it.each([
    ['PUT', `queues/${QUEUE}/pause`],
    ['PUT', `queues/${QUEUE}/empty`],
    ['PUT', `queues/${QUEUE}/obliterate`],
    ['PUT', `queues/${QUEUE}/clean/prioritized`],
    ['PUT', `queues/${QUEUE}/retry/failed`],
    ['PUT', `queues/${QUEUE}/t-waits-1/clean`],
    ['POST', `queues/${QUEUE}/add`],
  ] as const)('refuses %s %s', async (method, path) => {
    expect((await app.inject({ method, url: `${BOARD}/api/${path}` })).statusCode).toBe(405);
    expect((await queues()).find(({ name }) => name === QUEUE)?.counts['prioritized']).toBe(1);
  });

  it('pauses no queue when it is asked to pause all', async () => {
    await app.inject({ method: 'PUT', url: `${BOARD}/api/queues/pause` });
    expect((await queues()).some(({ isPaused }) => isPaused)).toBe(false);
  });
});

import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ProbedHealth, ProbesModule } from './probes';

describe('probes', () => {
  let app: NestFastifyApplication;
  const health = new ProbedHealth();

  beforeAll(async () => {
    app = await NestFactory.create(ProbesModule.for(health), new FastifyAdapter(), { logger: false });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(() => app.close());

  const ask = async (path: string): Promise<[number, unknown]> => {
    const { statusCode, body } = await app.inject(path);
    const { status, problems } = JSON.parse(body) as Record<string, unknown>;
    return [statusCode, { status, problems }];
  };
  const OK = [200, { status: 'ok', problems: [] }];
  const unavailable = (problem: string) => [503, { status: 'degraded', problems: [problem] }];

  it('tell a process that starts from one that is dead', async () => {
    expect(await ask('/health/live')).toEqual(OK);
    for (const path of ['/health', '/health/ready', '/health/startup'])
      expect(await ask(path)).toEqual(unavailable('starting'));
  });

  it('tell a process that cannot work from one that has not started', async () => {
    health.started = true;
    health.problems = () => ['Redis is not reachable'];
    for (const path of ['/health', '/health/ready'])
      expect(await ask(path)).toEqual(unavailable('Redis is not reachable'));
    for (const path of ['/health/live', '/health/startup']) expect(await ask(path)).toEqual(OK);
    health.problems = () => [];
    for (const path of ['/health', '/health/ready']) expect(await ask(path)).toEqual(OK);
  });
});

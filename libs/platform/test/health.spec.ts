import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Metrics, MetricsModule, createLogger } from '@switchyard/observability';
import { HealthIndicator, HealthModule, createApplication, type Indicator } from '../src';

class ChangedIndicator implements Indicator {
  check = (): Promise<unknown> => Promise.resolve();
}

@HealthIndicator({ name: 'queue', probes: ['ready'] })
class QueueIndicator extends ChangedIndicator {}

@HealthIndicator({ name: 'storage', probes: [] })
class StorageIndicator extends ChangedIndicator {}

@HealthIndicator({ name: 'start', probes: ['ready', 'startup'] })
class StartIndicator extends ChangedIndicator {}

/** Stands where an app's own modules do, apart from the health module. */
@Module({ providers: [QueueIndicator, StorageIndicator] })
class ExampleModule {}

@Module({
  imports: [MetricsModule.forRoot(new Metrics()), HealthModule, ExampleModule],
  providers: [StartIndicator],
})
class RootModule {}

let app: NestFastifyApplication;
beforeEach(async () => {
  app = await createApplication(RootModule, createLogger('example', 'silent'));
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterEach(() => app.close());

const timestamp = expect.stringMatching(/^\d{4}-.*Z$/) as string;
const ask = async (path: string): Promise<[number, unknown]> => {
  const { statusCode, body } = await app.inject(path);
  return [statusCode, JSON.parse(body)];
};
const statuses = (): Promise<number[]> =>
  Promise.all(['', '/ready', '/startup', '/live'].map(async (path) => (await app.inject(`/health${path}`)).statusCode));
const fail = (type: typeof ChangedIndicator, message: string): void => {
  app.get(type).check = () => Promise.reject(new Error(message));
};

describe('the health of an app', () => {
  it('is ok while every indicator of every module is well', async () => {
    const well = (components: object) => [200, { status: 'ok', timestamp, components, problems: [] }];
    expect(await ask('/health')).toEqual(well({ queue: 'healthy', storage: 'healthy', start: 'healthy' }));
    expect(await ask('/health/ready')).toEqual(well({ queue: 'healthy', start: 'healthy' }));
    expect(await ask('/health/startup')).toEqual(well({ start: 'healthy' }));
    expect(await ask('/health/live')).toEqual(well({}));
  });

  it('is degraded when an indicator is not well, in the words of the indicator', async () => {
    fail(StorageIndicator, 'the disk is gone');
    const components = { queue: 'healthy', storage: 'unhealthy', start: 'healthy' };
    const problems = ['the disk is gone'];
    expect(await ask('/health')).toEqual([503, { status: 'degraded', timestamp, components, problems }]);
  });

  it('asks for each probe what that probe is about', async () => {
    fail(StorageIndicator, 'gone');
    expect(await statuses()).toEqual([503, 200, 200, 200]);
    fail(QueueIndicator, 'away');
    expect(await statuses()).toEqual([503, 503, 200, 200]);
    fail(StartIndicator, 'starting');
    expect(await statuses()).toEqual([503, 503, 503, 200]);
  });

  it('does not wait for an indicator that hangs', async () => {
    app.get(QueueIndicator).check = () => new Promise(() => undefined);
    const problems = ['timeout of 2000ms exceeded'];
    expect(await ask('/health/ready')).toEqual([503, expect.objectContaining({ problems })]);
  });
});

describe('an app that ends', () => {
  it('is not ready any more, and does not keep the connection of a client whose reply was still to come', async () => {
    let answer = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      app.get(QueueIndicator).check = () => {
        resolve();
        return new Promise<void>((done) => (answer = done));
      };
    });
    await app.listen(0, '127.0.0.1');
    const { port } = app.getHttpServer().address() as AddressInfo;
    const reply = new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () =>
        socket.write('GET /health/ready HTTP/1.1\r\nHost: localhost\r\n\r\n'),
      );
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text)).on('error', reject);
    });
    await asked;
    const closed = app.close();
    while (app.getHttpServer().listening) await pause(1);
    answer();
    const text = await reply;
    expect(text).toMatch(/^HTTP\/1.1 503 /);
    expect(text).toContain('"problems":["shutting down"]');
    await closed;
  });
});

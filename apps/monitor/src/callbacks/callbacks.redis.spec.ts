import type { RequestListener } from 'node:http';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ApiKeys } from '@switchyard/api-keys';
import { createLogger } from '@switchyard/observability';
import { PlatformModule } from '@switchyard/platform';
import { Keys } from '@switchyard/redis';
import { Receiver, SILENT, replying, waitFor } from '@switchyard/testing';
import { Webhook } from 'standardwebhooks';
import { World } from '../../test/world';
import { Monitor } from '../monitor';
import { MonitorModule } from '../monitor.module';
import { MonitorSettings } from '../monitor.settings';

jest.setTimeout(60_000);

const SECRET = `whsec_${Buffer.from('a secret of 24 bytes or so').toString('base64')}`;

@Module({})
class RootModule {}

describe('the callbacks of a monitor', () => {
  let world: World;
  const apps: INestApplicationContext[] = [];
  const receivers: Receiver[] = [];

  beforeAll(async () => (world = await World.start()));
  afterAll(() => world.stop());
  beforeEach(() => world.fresh({}, world.connection.client, 60_000));
  afterEach(async () => {
    await Promise.all(apps.splice(0).map((app) => app.close()));
    for (const receiver of receivers.splice(0)) receiver.stop();
  });

  async function startMonitor(more: Partial<MonitorSettings> = {}): Promise<INestApplicationContext> {
    const settings = Object.assign(
      new MonitorSettings(),
      {
        redisUrl: world.redis.url,
        keyPrefix: world.prefix,
        shareRoot: world.storage.root,
        monitorInterval: 300,
        callbackAllow: ['127.0.0.1'],
        callbackSecret: SECRET,
        callbackDelays: [0.05, 0.05],
        callbackTimeout: 5,
      },
      more,
    );
    const platform = PlatformModule.forRoot(settings, { log: createLogger('monitor', 'silent'), redis: 'fail-fast' });
    const root = { module: RootModule, imports: [platform, MonitorModule.forRoot(settings)] };
    const app = await NestFactory.createApplicationContext(root, { logger: false });
    apps.push(app);
    await app.get(Monitor).start();
    return app;
  }

  async function receiver(...replies: RequestListener[]): Promise<Receiver> {
    const started = await Receiver.start(...replies);
    receivers.push(started);
    return started;
  }

  async function done(taskId: string, callback: string, owner?: string): Promise<void> {
    await world.create(taskId, { callback, owner });
    await world.complete(await world.take());
  }

  const statusOf = async (taskId: string) => (await world.store.read.summary(taskId))?.callback_status;

  const until = (taskId: string, status: string) =>
    waitFor(`the callback of ${taskId} to be ${status}`, async () => (await statusOf(taskId)) === status);

  const factsOf = async (taskId: string) =>
    (await world.store.read.events(taskId))
      .filter(({ type }) => type.startsWith('callback_'))
      .map(({ payload }) => payload);

  it('tell the end of a task, signed', async () => {
    const hook = await receiver();
    await startMonitor();
    await done('t', hook.url);
    const [first] = await hook.times(1);
    const last = (await world.store.read.events('t')).find(({ type }) => type === 'completed');
    expect(first?.body).toMatchObject({
      task_id: 't',
      workflow_id: 't',
      status: 'succeeded',
      error: null,
      seq: last?.seq,
    });
    expect(first?.body['result']).toMatchObject({ status: 'SUCCESS', attempt: 1 });
    const headers = first?.headers as Record<string, string>;
    expect(new Webhook(SECRET).verify(first?.text ?? '', headers)).toEqual(first?.body);
    expect(() => new Webhook(SECRET).verify(`${first?.text} `, headers)).toThrow(/signature/);
    await until('t', 'sent');
    expect(await factsOf('t')).toEqual([{ try: 1, status: 200 }]);
  });

  it('are signed with the secret of their API key while it is there', async () => {
    const hook = await receiver();
    await startMonitor();
    const keys = new ApiKeys(world.connection.client, new Keys(world.prefix));
    const secret = await keys.newCallbackSecret('3f9a1c2b');
    await done('own', hook.url, '3f9a1c2b');
    await until('own', 'sent');
    await keys.revoke('3f9a1c2b');
    await done('after', hook.url, '3f9a1c2b');
    await until('after', 'sent');
    const signed = hook.received.map(({ text, headers }) =>
      [secret, SECRET].map((one) => isSigned(one, text, headers as Record<string, string>)),
    );
    expect(signed).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('are sent again, as the same message, until they are taken', async () => {
    const hook = await receiver(replying(500), replying(302, { location: 'http://127.0.0.1:1/' }));
    await startMonitor();
    await done('t', hook.url);
    const received = await hook.times(3);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(received.map(({ text }) => text)).size).toBe(1);
    await until('t', 'sent');
    expect((await factsOf('t')).map(({ try: number, reason }) => [number, reason])).toEqual([
      [1, 'the receiver replied 500'],
      [2, 'the receiver replied 302, which is a redirect; none is followed'],
      [3, undefined],
    ]);
  });

  it('fail after the last try, and can be sent once more', async () => {
    const hook = await receiver(replying(500), replying(500), replying(500));
    await startMonitor();
    await done('t', hook.url);
    await until('t', 'failed');
    expect(hook.received).toHaveLength(3);
    expect(await world.store.callbacks.again('t')).toBe('ok');
    await until('t', 'sent');
    expect(new Set(hook.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('end with 410', async () => {
    const hook = await receiver(replying(410));
    await startMonitor();
    await done('t', hook.url);
    await until('t', 'failed');
    expect(await factsOf('t')).toEqual([{ try: 1, reason: 'the receiver wants no more (410)' }]);
  });

  it('wait as long as the receiver asks', async () => {
    const hook = await receiver(replying(503, { 'retry-after': '3600' }));
    await startMonitor();
    await done('t', hook.url);
    await waitFor('a try', async () => (await factsOf('t')).length === 1);
    expect(await factsOf('t')).toEqual([{ try: 1, reason: 'the receiver replied 503', retry_in: 3600 }]);
    expect(await world.store.callbacks.nextInMs()).toBeGreaterThan(3_500_000);
  });

  it('go to no address that is not allowed by now', async () => {
    const hook = await receiver();
    await startMonitor({ callbackAllow: [], callbackDelays: [] });
    await done('t', hook.url);
    await until('t', 'failed');
    expect(await factsOf('t')).toEqual([{ try: 1, reason: expect.stringMatching(/^refused: leads to 127\.0\.0\.1/) }]);
    expect(hook.received).toEqual([]);
  });

  it('of a slow receiver delay no other', async () => {
    const slow = await receiver(...Array.from({ length: 100 }, () => SILENT));
    const quick = await receiver();
    await startMonitor({ callbackTimeout: 30 });
    for (let i = 0; i < 100; i += 1) await done(`slow-${i}`, slow.url);
    await slow.times(4);
    await done('quick', quick.url);
    await until('quick', 'sent');
    expect(slow.received).toHaveLength(4);
  });

  it('that were under way when their monitor ended are sent by another one', async () => {
    const hook = await receiver(SILENT);
    const first = await startMonitor({ callbackTimeout: 60 });
    await done('t', hook.url);
    await hook.times(1);
    await startMonitor();
    await first.close();
    apps.splice(apps.indexOf(first), 1);
    const [one, two] = await hook.times(2);
    expect(two?.headers['webhook-id']).toBe(one?.headers['webhook-id']);
    await until('t', 'sent');
    expect(await factsOf('t')).toEqual([{ try: 1, status: 200 }]);
  });

  it('are sent once by two monitors', async () => {
    const hook = await receiver();
    await Promise.all([startMonitor(), startMonitor()]);
    const ids = Array.from({ length: 20 }, (_, i) => `t-${i}`);
    for (const id of ids) await done(id, hook.url);
    for (const id of ids) await until(id, 'sent');
    expect(hook.received.map(({ body }) => body['task_id']).sort()).toEqual([...ids].sort());
  });
});

function isSigned(secret: string, text: string, headers: Record<string, string>): boolean {
  try {
    return new Webhook(secret).verify(text, headers) !== undefined;
  } catch {
    return false;
  }
}

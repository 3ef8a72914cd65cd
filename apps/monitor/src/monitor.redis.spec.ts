import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GpuLockSettings } from '@switchyard/gpu-lock';
import { MonitorCommands, MonitorState } from '@switchyard/monitoring';
import { createLogger } from '@switchyard/observability';
import { PlatformModule } from '@switchyard/platform';
import { waitFor } from '@switchyard/testing';
import { GpuWorkers, LOCK } from '../test/gpu-workers';
import { World } from '../test/world';
import type { CheckAnswer } from './checks/check-runner';
import { Monitor } from './monitor';
import { MonitorModule } from './monitor.module';
import { MonitorSettings } from './monitor.settings';

jest.setTimeout(60_000);

@Module({})
class RootModule {}

/** Its next check by the interval is five minutes away. */
describe('a monitor between two of its checks', () => {
  let world: World;
  let workers: GpuWorkers;
  let app: INestApplicationContext;
  let state: MonitorState;

  beforeAll(async () => (world = await World.start()));
  afterAll(() => world.stop());
  beforeEach(async () => {
    workers = new GpuWorkers(world);
    await workers.start('idle');
    const settings = Object.assign(new MonitorSettings(), {
      redisUrl: world.redis.url,
      keyPrefix: world.prefix,
      shareRoot: world.storage.root,
      monitorInterval: 300,
    });
    const platform = PlatformModule.forRoot(settings, { log: createLogger('monitor', 'silent'), redis: 'fail-fast' });
    platform.providers?.push({ provide: GpuLockSettings, useValue: workers.settings });
    const root = { module: RootModule, imports: [platform, MonitorModule.forRoot(settings)] };
    app = await NestFactory.createApplicationContext(root, { logger: false });
    const { redis, keys } = world.store;
    state = new MonitorState(redis, keys);
    await app.get(Monitor).start();
    await waitFor('a check', async () => (await state.read()).checksPerformed > 0);
  });
  afterEach(async () => {
    await app.close();
    await workers.stop();
  });

  const statusOf = async (taskId: string) => (await world.store.read.get(taskId))?.status;

  it('recovers a lease as soon as another process finds it lost', async () => {
    const { cutOff } = await workers.atWork('dead');
    cutOff();
    await workers.untilLost();
    await waitFor('the attempt to be fenced off', async () => (await statusOf('film')) === 'queued');
  });

  it('sees to it also when it could not be told, once it can be again', async () => {
    const { cutOff, lease } = await workers.atWork('dead');
    cutOff();
    // Both go in one batch: the lease is lost before the monitor listens.
    await Promise.all([
      world.store.redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub'),
      world.control.revoke(LOCK, lease.fence, 'expire'),
    ]);
    await waitFor('the attempt to be fenced off', async () => (await statusOf('film')) === 'queued');
  });

  it('looks at everything when it is asked to, however short ago it did, and while its checks are off', async () => {
    const { redis, keys } = world.store;
    await state.switch(false);
    await world.create('over', { timeoutSeconds: 1 });
    const task = await world.take();
    await world.beat(task, 'w', 3_600_000);
    const answer = await new MonitorCommands(redis, keys).ask<CheckAnswer>({ kind: 'check' }, 20_000);
    expect(answer).toMatchObject({ checked_locks: [LOCK], timeouts_detected: 1 });
    expect(await world.beat(task)).toEqual(['timeout']);
  });

  it('writes no keys for a lock that no worker announced', async () => {
    const { redis, keys } = world.store;
    const lockKey = 'gpu_lock:nowhere:7';
    const answer = await new MonitorCommands(redis, keys).ask<CheckAnswer>({ kind: 'check', lockKey }, 20_000);
    expect(answer).toMatchObject({ checked_locks: [lockKey], timeouts_detected: 0 });
    expect(await redis.keys(`${world.prefix}${lockKey}*`)).toEqual([]);
  });
});

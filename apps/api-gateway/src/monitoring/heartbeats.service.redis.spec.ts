import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { GpuLockSettings } from '@switchyard/gpu-lock';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TaskStore, queueFor, type TaskJob } from '@switchyard/task-store';
import { KeptJobs, TestRedis } from '@switchyard/testing';
import { GatewaySettings } from '../gateway.settings';
import { LOCAL } from '../access/caller';
import { GpuService } from './gpu.service';
import { HeartbeatsService } from './heartbeats.service';
import { MonitoringService } from './monitoring.service';
import type { Heartbeats } from './replies';

const TASK = generateSubtitleFilesTask;
const QUEUE = queueFor(TASK, {});
const STORE = { heartbeatTimeoutMs: 120_000, poisonLimit: 3, eventsMax: 100, stateTtlMs: 0 };

describe('the last sign of life of a task', () => {
  let redis: TestRedis;
  let connection: RedisConnection;

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
  }, 60_000);
  afterAll(async () => {
    connection.close();
    await redis.stop();
  });

  it('does not lie in the future when the timeout was shortened after it', async () => {
    const jobs = new KeptJobs<TaskJob>();
    const store = new TaskStore(connection.client, new Keys(), STORE, jobs);
    const settings = new GpuLockSettings();
    const monitoring = new MonitoringService(connection, store, new GatewaySettings(), settings);
    const gpus = new GpuService(connection, store, settings, monitoring);
    const heartbeats = new HeartbeatsService(store, monitoring, gpus);
    const ref = { taskId: 'film', taskName: TASK.name, workflowId: 'film', queue: QUEUE, priority: 5 };
    await store.transitions.create({ ...ref, input: {}, request: {}, maxAttempts: 3, timeoutSeconds: 60 }, 'test');
    await store.claims.claim(jobs.take(), 'w', 'd');
    await monitoring.change({ task_heartbeat_timeout: 40 });
    const { last_update, heartbeat_data } = await LOCAL.act(() => heartbeats.of('film'));
    const page = JSON.parse(await LOCAL.act(() => heartbeats.page({ limit: 10 }))) as Heartbeats;
    const now = Date.now() / 1000;
    for (const time of [last_update, heartbeat_data?.last_update, page.active_tasks['film']?.last_update])
      expect(time).toBeLessThanOrEqual(now);
  });

  it('by hand is refused when too many beat, unless it is one of them', async () => {
    const store = new TaskStore(connection.client, new Keys('full:'), STORE, new KeptJobs<TaskJob>());
    const settings = Object.assign(new GatewaySettings(), { maxHandHeartbeats: 1 });
    const monitoring = new MonitoringService(connection, store, settings, new GpuLockSettings());
    await monitoring.requireRoom('one');
    await monitoring.byHand.start('one', { taskName: 'by hand', timeoutMs: 60_000 });
    await monitoring.requireRoom('one');
    await expect(monitoring.requireRoom('two')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });
});

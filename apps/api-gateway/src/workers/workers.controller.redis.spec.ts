import { Metrics } from '@switchyard/observability';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TaskStore, type HostFacts, type Presence, type TaskJob } from '@switchyard/task-store';
import { KeptJobs, TestRedis } from '@switchyard/testing';
import { GatewaySettings } from '../gateway.settings';
import { QueuesController } from '../queues/queues.controller';
import { QueuesService } from '../queues/queues.service';
import { WorkersController } from './workers.controller';

const STORE = { heartbeatTimeoutMs: 60_000, poisonLimit: 3, eventsMax: 100, stateTtlMs: 0 };

const FACTS: HostFacts = {
  cpu: { cores: 8, load: 0.5 },
  memory: { total_bytes: 2000, available_bytes: 1000 },
  disk: null,
  gpus: [{ name: 'NVIDIA T4', load: 0.9, memory_total_bytes: 16_000, memory_used_bytes: 8000 }],
};

describe('the list of workers', () => {
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

  const presence: Presence = {
    service: 'ffmpeg',
    version: '1.2.3',
    device: 'cpu',
    models: [],
    missing: [],
    concurrency: 4,
    running: 3,
    host: 'media-box',
    pid: 4711,
  };

  it('has every live worker with what it said of itself, by service and name', async () => {
    const store = new TaskStore(connection.client, new Keys(), STORE, new KeptJobs<TaskJob>());
    await store.heartbeats.beat('w@b', { ...presence, service: 'wservice' }, []);
    await store.heartbeats.beat('f@b', { ...presence, gpus: ['gpu_lock:0'], host_facts: FACTS }, []);
    await store.heartbeats.beat('f@a', presence, []);
    await store.heartbeats.beat('f@gone', presence, []);
    await store.heartbeats.leave('f@gone');
    const { workers, total } = await new WorkersController(store).list();
    const common = { ...presence, load: 0.75, seen_at: expect.stringMatching(/^\d{4}-.*Z$/) as string };
    expect(workers).toEqual([
      { ...common, worker: 'f@a', gpus: [], host_facts: null },
      { ...common, worker: 'f@b', gpus: ['gpu_lock:0'], host_facts: FACTS },
      { ...common, worker: 'w@b', gpus: [], host_facts: null, service: 'wservice' },
    ]);
    expect(total).toBe(3);
  });

  it('is counted by the queues, with the age of the oldest task and the workers that it needs', async () => {
    const store = new TaskStore(connection.client, new Keys('queues:'), STORE, new KeptJobs<TaskJob>());
    const settings = Object.assign(new GatewaySettings(), { queueAgeTarget: 60 });
    const metrics = new Metrics();
    const queues = new QueuesService(store, settings, metrics);
    await store.heartbeats.beat('f@a', presence, []);
    const ref = { taskId: 't', taskName: 'ffmpeg.probe', workflowId: 't', queue: 'ffmpeg', priority: 5 };
    const submittedAt = Date.now();
    await store.transitions.create({ ...ref, input: {}, request: {}, maxAttempts: 1, timeoutSeconds: 60 }, 'test');
    const { queues: listed } = await new QueuesController(queues).list();
    const seconds = (Date.now() - submittedAt) / 1000;
    const ffmpeg = listed.find(({ service }) => service === 'ffmpeg');
    expect(ffmpeg).toMatchObject({ service: 'ffmpeg', waiting: 1, running: 0, workers: 1, desired_workers: 1 });
    expect(ffmpeg?.oldest_seconds).toBeGreaterThanOrEqual(0);
    expect(ffmpeg?.oldest_seconds).toBeLessThanOrEqual(seconds + 0.01);
    expect(listed.find(({ service }) => service === 'wservice')).toMatchObject({
      oldest_seconds: null,
      desired_workers: 0,
    });
    const told = await metrics.render();
    for (const [metric, value] of Object.entries({ waiting: 1, running: 0, desired_workers: 1 }))
      expect(told).toMatch(new RegExp(`^task_queue_${metric}\\{service="ffmpeg".*\\} ${value}$`, 'm'));
  });
});

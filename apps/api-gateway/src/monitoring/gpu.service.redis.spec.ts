import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GpuLockManager, GpuLockSettings, type GpuEngines } from '@switchyard/gpu-lock';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TaskStore, type TaskJob } from '@switchyard/task-store';
import { KeptJobs, TestRedis, waitFor } from '@switchyard/testing';
import { GatewaySettings } from '../gateway.settings';
import { gpuLockStatus } from './gpu-view';
import { GpuService } from './gpu.service';
import { MonitoringService } from './monitoring.service';

const LOCK = 'gpu_lock:0';
const DEVICE = { id: '0', gpu: '0', uuid: 'GPU-release', name: 'test', memoryMb: 1, simulated: true };
const STORE = { heartbeatTimeoutMs: 60_000, poisonLimit: 3, eventsMax: 100, stateTtlMs: 0 };

jest.setTimeout(60_000);

describe("an operator's release", () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let gates: string;
  let service: GpuService;
  let monitoring: MonitoringService;
  let keys: Keys;
  let settings: GpuLockSettings;
  let manager: GpuLockManager | undefined;
  let runs = 0;

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
    gates = mkdtempSync(join(tmpdir(), 'switchyard-gates-'));
  });
  afterAll(async () => {
    connection.close();
    await redis.stop();
    rmSync(gates, { recursive: true });
  });
  beforeEach(() => {
    settings = Object.assign(new GpuLockSettings(), { gpuGateDir: gates });
    keys = new Keys(`g${(runs += 1)}:`);
    const store = new TaskStore(connection.client, keys, STORE, new KeptJobs<TaskJob>());
    monitoring = new MonitoringService(connection, store, new GatewaySettings(), settings);
    service = new GpuService(connection, store, settings, monitoring);
  });
  afterEach(async () => {
    await manager?.close();
    manager = undefined;
  });

  /** A task that holds the GPU with an engine that ends as it is told here. */
  const hold = async (end: GpuEngines['end'], loaded: GpuEngines['loaded'] = () => false) => {
    const log = { info: () => undefined, warn: () => undefined };
    const engines = { loaded, end };
    const devices = [DEVICE];
    manager = new GpuLockManager({ redis: connection, keys, worker: 'w', devices, engines, settings, log });
    await manager.start();
    return manager.request({ taskId: 'film', taskName: 'demo.run', number: 1 });
  };
  const results = async (): Promise<string[]> => (await monitoring.audit.read(10)).map(({ result }) => result);

  it('has the holder end its engine before the GPU is free', async () => {
    let engineEnded = false;
    const lease = await hold(async () => void (engineEnded = true));
    lease.signal.addEventListener('abort', () => void manager?.release(lease));
    expect(await service.release(LOCK, 'manual', 'key:3f9a1c2b')).toBe('released');
    expect([engineEnded, lease.isLost, (await service.read.status(LOCK)).state]).toEqual([true, true, 'free']);
    const entry = { actor: 'key:3f9a1c2b', action: 'gpu_lock.release', target: LOCK };
    expect(await monitoring.audit.read(10)).toMatchObject([
      { ...entry, result: 'released (manual)' },
      { ...entry, result: 'ordered (manual)' },
    ]);
  });

  it('ends a warm engine, although no task holds the GPU', async () => {
    let isLoaded = true;
    const lease = await hold(
      async () => void (isLoaded = false),
      () => isLoaded,
    );
    await manager?.release(lease);
    const shown = async () => gpuLockStatus(await service.read.status(LOCK), 0);
    expect(await shown()).toMatchObject({ is_locked: false, lock_holder: null });
    expect(await service.release(LOCK, 'manual', 'key:3f9a1c2b')).toBe('released');
    expect([isLoaded, await service.release(LOCK, 'manual', 'key:3f9a1c2b')]).toEqual([false, 'not held']);
  });

  it('does not free the GPU of a holder that does not confirm', async () => {
    let end: () => void = () => undefined;
    const lease = await hold(() => new Promise((resolve) => (end = resolve)));
    lease.signal.addEventListener('abort', () => void manager?.release(lease));
    const began = performance.now();
    const released = service.release(LOCK, 'manual', 'key:3f9a1c2b');
    await waitFor('the loss', () => lease.isLost);
    expect(await results()).toEqual(['ordered (manual)']);
    expect(await released).toBe('revoked, confirmation pending');
    expect(performance.now() - began).toBeGreaterThan(14_900);
    expect((await service.read.status(LOCK)).state).toBe('quarantined');
    expect(await results()).toEqual(['revoked, confirmation pending (manual)', 'ordered (manual)']);
    end();
    await waitFor('the GPU', async () => (await service.read.status(LOCK)).state === 'free');
  });

  it('changes nothing while the GPU is free, and is written to the audit log all the same', async () => {
    expect(await service.release(LOCK, 'me', 'local')).toBe('not held');
    expect(await results()).toEqual(['not held (me)', 'ordered (me)']);
  });
});

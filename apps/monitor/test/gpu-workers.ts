import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GpuLockManager, GpuLockSettings, type GpuLease } from '@switchyard/gpu-lock';
import { RedisConnection } from '@switchyard/redis';
import type { StoredTask } from '@switchyard/task-store';
import { waitFor } from '@switchyard/testing';
import type { World } from './world';

const DEVICE = { id: '0', gpu: '0', uuid: 'GPU-test', name: 'test', memoryMb: 1, simulated: true };

export const LOCK = 'gpu_lock:0';

export interface AtWork {
  manager: GpuLockManager;
  lease: GpuLease;
  task: StoredTask;
  /** The worker is alive and can say nothing to Redis any more. */
  cutOff: () => void;
}

/** Workers of one GPU, as lock managers in this process; their leases are real. */
export class GpuWorkers {
  readonly settings: GpuLockSettings;
  private readonly gates = mkdtempSync(join(tmpdir(), 'switchyard-gates-'));
  private readonly connections = new Set<RedisConnection>();
  private readonly managers: GpuLockManager[] = [];

  /** Makes its world a fresh one, with its short times. */
  constructor(private readonly world: World) {
    this.settings = Object.assign(new GpuLockSettings(), {
      gpuGateDir: this.gates,
      gpuLockTtl: 1.2,
      gpuLockRenewInterval: 0.3,
      gpuLockPollInterval: 0.1,
      gpuLockMaxPollInterval: 0.4,
      gpuLockQuarantineTtl: 30,
    });
    world.fresh(this.settings);
  }

  /** Leases of those who start from now on do not run out while a test goes on, however slow its machine is. */
  lasting(): void {
    this.settings.gpuLockTtl = 30;
  }

  async stop(): Promise<void> {
    await Promise.all(this.managers.map((manager) => manager.close().catch(() => undefined)));
    for (const connection of this.connections) this.close(connection);
    rmSync(this.gates, { recursive: true });
  }

  async start(name: string): Promise<{ manager: GpuLockManager; cutOff: () => void }> {
    const redis = new RedisConnection(this.world.redis.url, 'patient');
    await redis.ready();
    const manager = new GpuLockManager({
      redis,
      keys: this.world.store.keys,
      worker: name,
      devices: [DEVICE],
      engines: { loaded: () => false, end: () => Promise.resolve() },
      settings: this.settings,
      log: { info: () => undefined, warn: () => undefined },
    });
    await manager.start();
    this.connections.add(redis);
    this.managers.push(manager);
    return { manager, cutOff: () => this.close(redis) };
  }

  /** The task `film` of a worker that has the GPU. */
  async atWork(name: string): Promise<AtWork> {
    const { manager, cutOff } = await this.start(name);
    await this.world.create('film');
    const lease = await manager.request({ taskId: 'film', taskName: 'demo.run', number: 1 });
    return { manager, cutOff, lease, task: await this.world.take(name, `${LOCK} ${lease.fence}`) };
  }

  /** Looks at the lease as those do who wait for the GPU, until it has run out. */
  async untilLost(): Promise<void> {
    await waitFor('the end of the lease', async () => (await this.world.control.watch(LOCK)).state === 'quarantined');
  }

  private close(connection: RedisConnection): void {
    if (this.connections.delete(connection)) connection.close();
  }
}

import { GpuLockManager, GpuLockSettings, type GpuLease } from '@switchyard/gpu-lock';
import { Keys, RedisConnection } from '@switchyard/redis';
import type { LockSide, ProcessOrder } from './side';

/** The leases of Switchyard with the settings they have by default; no engine stays warm. */
export class LeasingLock implements LockSide {
  private readonly leases = new Map<string, GpuLease>();

  private constructor(
    private readonly redis: RedisConnection,
    private readonly manager: GpuLockManager,
  ) {}

  static async start({ redisUrl, gateDir, locks, name }: ProcessOrder): Promise<LeasingLock> {
    const redis = new RedisConnection(redisUrl, 'patient');
    const manager = new GpuLockManager({
      redis,
      keys: new Keys(),
      worker: name,
      devices: Array.from({ length: locks }, (_one, i) => {
        const id = String(i);
        return { id, gpu: id, uuid: `GPU-bench-${id}`, name: 'none', memoryMb: 0, simulated: true };
      }),
      engines: { loaded: () => false, end: async () => undefined },
      settings: Object.assign(new GpuLockSettings(), { gpuGateDir: gateDir }),
      log: { info: () => undefined, warn: (facts) => process.stderr.write(`${JSON.stringify(facts)}\n`) },
    });
    await manager.start();
    return new LeasingLock(redis, manager);
  }

  async acquire(lock: number, participant: string, number: number): Promise<void> {
    const request = { taskId: participant, taskName: 'bench.hold', number, gpu: String(lock) };
    this.leases.set(participant, await this.manager.request(request));
  }

  async release(_lock: number, participant: string): Promise<void> {
    const lease = this.leases.get(participant);
    this.leases.delete(participant);
    if (lease) await this.manager.release(lease);
  }

  async close(): Promise<void> {
    await this.manager.close();
    this.redis.close();
  }
}

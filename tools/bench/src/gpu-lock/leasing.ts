import { join } from 'node:path';
import { EnginePool } from '@switchyard/engine';
import { GpuLockManager, GpuLockSettings, type GpuLease } from '@switchyard/gpu-lock';
import { Keys, RedisConnection } from '@switchyard/redis';
import type { GateEngine } from './gate.engine';
import type { LockSide, ProcessOrder } from './side';

const NO_ENGINES = { loaded: () => false, end: async () => undefined };

/** The leases of Switchyard with the settings they have by default; with engines, each holder's stays warm. */
export class LeasingLock implements LockSide {
  private readonly leases = new Map<string, GpuLease>();

  private constructor(
    private readonly redis: RedisConnection,
    private readonly manager: GpuLockManager,
    private readonly pool?: EnginePool<GateEngine>,
  ) {}

  static async start({ side, redisUrl, gateDir, locks, name }: ProcessOrder): Promise<LeasingLock> {
    const redis = new RedisConnection(redisUrl, 'patient');
    const pool = side === 'engines' ? newPool() : undefined;
    const manager = new GpuLockManager({
      redis,
      keys: new Keys(),
      worker: name,
      devices: Array.from({ length: locks }, (_one, i) => {
        const id = String(i);
        return { id, gpu: id, uuid: `GPU-bench-${id}`, name: 'none', memoryMb: 0, simulated: true };
      }),
      engines: pool ?? NO_ENGINES,
      settings: Object.assign(new GpuLockSettings(), { gpuGateDir: gateDir }),
      log: { info: () => undefined, warn },
    });
    pool?.onCooled((gpu) => void manager.cooled(gpu));
    await manager.start();
    return new LeasingLock(redis, manager, pool);
  }

  async acquire(lock: number, participant: string, number: number): Promise<void> {
    const request = { taskId: participant, taskName: 'bench.hold', number, gpu: String(lock) };
    const lease = await this.manager.request(request);
    this.leases.set(participant, lease);
    await this.pool?.call('enter', {}, { signal: lease.signal, gpu: lease });
  }

  async release(_lock: number, participant: string): Promise<void> {
    const lease = this.leases.get(participant);
    this.leases.delete(participant);
    if (lease) await this.manager.release(lease);
  }

  async close(): Promise<void> {
    await this.manager.close();
    await this.pool?.close();
    this.redis.close();
  }
}

/** That a warm engine is wanted by the next one is what each hand-over with engines begins with. */
function warn(facts: object): void {
  if (!('reason' in facts && facts.reason === 'wanted')) process.stderr.write(`${JSON.stringify(facts)}\n`);
}

const newPool = (): EnginePool<GateEngine> =>
  new EnginePool({ name: 'gate', script: join(__dirname, 'gate.engine.js'), size: 1, idleSeconds: Infinity });

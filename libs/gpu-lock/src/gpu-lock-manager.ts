import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { Script, type Keys, type RedisConnection } from '@switchyard/redis';
import { clearDeviceGate, proveDeviceGate, type GateTicket } from './device-gate';
import type { GpuDevice } from './devices';
import { GpuLockTimeoutError, GpuUnavailableError } from './errors';
import { GpuLease } from './gpu-lease';
import { lockTimes, type GpuLockSettings, type LockTimes } from './gpu-lock-settings';
import { LeaseKeeper, type GpuEngines } from './lease-keeper';
import { lockKeyOf } from './lock-key';
import { LockScripts } from './lock-scripts';
import type { GpuLockLog } from './log';
import { Waiter, type Grant, type GpuRequest } from './waiter';
import { WaitingRoom } from './waiting-room';

const ANNOUNCE = new Script(join(__dirname, 'lua', 'announce.lua'));

export interface GpuLockParts {
  redis: RedisConnection;
  keys: Keys;
  /** Name of this process, different from that of every other. */
  worker: string;
  devices: GpuDevice[];
  engines: GpuEngines;
  settings: GpuLockSettings;
  log: GpuLockLog;
  /** Told when another host announced a device of its own under the name of ours while Redis was away. */
  onRefused?: (error: GpuUnavailableError) => void;
}

/** What a message or an order says. */
interface Message {
  kind: 'granted' | 'revoked' | 'clear';
  gpu: string;
  fence: number;
  token?: string;
  reason?: string;
  /** When a grant was given, in watched time, and how long it lasts unless it is accepted. */
  at?: number;
  lasts_ms?: number;
}

/** The GPU leases of one worker process: waits for them, keeps them, gives them back. */
export class GpuLockManager {
  private readonly times: LockTimes;
  private readonly scripts: LockScripts;
  private readonly keeper: LeaseKeeper;
  private readonly room: WaitingRoom;
  private readonly clearing = new Set<string>();
  private installation = '';

  constructor(private readonly parts: GpuLockParts) {
    const { redis, keys, engines, worker, settings, log } = parts;
    this.times = lockTimes(settings);
    this.scripts = new LockScripts(redis.client, keys, this.times);
    this.keeper = new LeaseKeeper(this.scripts, engines, { worker, renewMs: this.times.renewMs, log });
    this.room = new WaitingRoom(this.scripts, this.times, {
      decline: (gpu, waiter, grant) => this.keeper.release(this.keep(gpu, waiter, grant)),
      onQuarantine: (gpu, fence, quarantinedMs) => {
        if (quarantinedMs >= this.times.killGraceMs) this.clearUnasked(gpu, fence);
      },
      log,
    });
  }

  /** Proves the gate, listens, announces the devices. @throws GpuUnavailableError when this cannot work here */
  async start(): Promise<void> {
    const { redis, keys, devices, settings, worker } = this.parts;
    if (devices.length === 0) return;
    await proveDeviceGate(settings.gpuGateDir);
    const presence = devices.map(({ gpu, uuid }) => keys.gpuPresence(gpu, uuid));
    const orders = devices.map(({ gpu }) => keys.gpuOrders(gpu));
    redis.subscriber.on('message', this.onMessage);
    redis.subscriber.on('ready', this.onReconnect);
    await redis.subscriber.subscribe(keys.gpuMessages(worker), ...orders, ...presence);
    try {
      for (const device of devices) await this.announce(device);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Waits in the order of numbers. @throws GpuLockTimeoutError, the reason of `signal`, GpuWaitReplacedError */
  async request(request: GpuRequest): Promise<GpuLease> {
    request.signal?.throwIfAborted();
    const waiter = new Waiter(request, this.gpusFor(request), this.parts.worker);
    const maxWaitMs = request.maxWaitMs ?? this.times.maxWaitMs;
    const late = setTimeout(() => {
      waiter.giveUp(new GpuLockTimeoutError(waiter.gpus.map(lockKeyOf), performance.now() - waiter.from));
      this.room.leave(waiter, 'timeout');
    }, maxWaitMs);
    const onAbort = (): void => {
      waiter.giveUp(request.signal?.reason);
      this.room.leave(waiter, 'cancelled');
    };
    request.signal?.addEventListener('abort', onAbort, { once: true });
    this.room.join(waiter);
    try {
      const grant = await waiter.granted;
      return this.keep(grant.gpu, waiter, grant);
    } finally {
      clearTimeout(late);
      request.signal?.removeEventListener('abort', onAbort);
    }
  }

  /** Waits for a GPU, works with it, and always gives it back: a lost one only when its engine is gone. */
  async hold<T>(request: GpuRequest, work: (lease: GpuLease) => Promise<T>): Promise<T> {
    const lease = await this.request(request);
    try {
      return await work(lease);
    } finally {
      await this.release(lease);
    }
  }

  /** For callers that cannot use `hold`: call it once, when nothing of the attempt uses the GPU any more. */
  async release(lease: GpuLease): Promise<void> {
    await this.keeper.release(lease);
  }

  /** Call it when an idle engine has ended: the GPU then becomes free for all. */
  async cooled(gpu: string): Promise<void> {
    await this.keeper.cooled(gpu);
  }

  /** Ends warm engines and gives their leases back; waiters and holders are expected to have ended. */
  async close(): Promise<void> {
    const { redis, keys, devices, worker } = this.parts;
    this.room.stop();
    await this.keeper.close();
    if (devices.length === 0) return;
    redis.subscriber.off('message', this.onMessage);
    redis.subscriber.off('ready', this.onReconnect);
    const presence = devices.map(({ gpu, uuid }) => keys.gpuPresence(gpu, uuid));
    const orders = devices.map(({ gpu }) => keys.gpuOrders(gpu));
    await redis.subscriber.unsubscribe(keys.gpuMessages(worker), ...orders, ...presence);
  }

  private gpusFor({ gpu }: GpuRequest): string[] {
    const fitting = this.parts.devices.filter(({ id }) => gpu === undefined || gpu === id);
    if (fitting.length > 0) return fitting.map((device) => device.gpu);
    throw new GpuUnavailableError(gpu === undefined ? 'this process has no GPU' : `this process has no GPU ${gpu}`);
  }

  private keep(gpu: string, { token }: Waiter, grant: Grant): GpuLease {
    const device = this.device(gpu);
    if (!device) throw new Error(`Redis granted ${lockKeyOf(gpu)}, which is no device of this process`);
    const onDeadline = (lease: GpuLease): void => this.keeper.lose(lease, 'deadline');
    const { fence } = grant;
    const ticket = this.ticket(device, fence);
    const lease = new GpuLease(device, lockKeyOf(gpu), token, fence, this.times.ttlMs, onDeadline, ticket);
    this.keeper.keep(lease, grant);
    return lease;
  }

  private ticket({ gpu, uuid }: GpuDevice, fence: number): GateTicket {
    const owner = `${this.installation} ${lockKeyOf(gpu)}`;
    return { directory: this.parts.settings.gpuGateDir, uuid, owner, fence };
  }

  private device(gpu: string): GpuDevice | undefined {
    return this.parts.devices.find((device) => device.gpu === gpu);
  }

  private readonly onMessage = (channel: string, text: string): void => {
    const { keys, worker, devices } = this.parts;
    if (channel !== keys.gpuMessages(worker) && !devices.some(({ gpu }) => channel === keys.gpuOrders(gpu))) return;
    const message = JSON.parse(text) as Message;
    void this.obey(message).catch((error: unknown) =>
      this.parts.log.warn({ event: 'gpu-lock.message', ...message, token: undefined, error: String(error) }),
    );
  };

  private async obey({ kind, gpu, fence, token = '', reason = '', at = 0, lasts_ms = 0 }: Message): Promise<void> {
    if (kind === 'granted') return this.room.hearGrant({ gpu, token, fence, at, lastsMs: lasts_ms });
    if (kind === 'clear') return this.clear(gpu, fence);
    const lease = this.keeper.get(gpu);
    if (lease?.fence === fence) this.keeper.lose(lease, reason);
  }

  /** Where it cannot be said now, it is when the GPU is looked at again. */
  private clearUnasked(gpu: string, fence: number): void {
    void this.clear(gpu, fence).catch((error: unknown) =>
      this.parts.log.warn({ event: 'gpu-lock.clear', gpu, fence, error: String(error) }),
    );
  }

  /** Makes sure that no engine of a lost lease is left on this host, and says so. */
  private async clear(gpu: string, fence: number): Promise<void> {
    const device = this.device(gpu);
    const once = `${gpu} ${fence}`;
    if (!device || this.clearing.has(once)) return;
    this.clearing.add(once);
    try {
      await clearDeviceGate(this.ticket(device, fence), {
        signal: AbortSignal.timeout(this.times.quarantineMs),
        onBusy: (holder, waitedMs) =>
          this.parts.log.warn({ event: 'gpu_gate_busy', lock: lockKeyOf(gpu), holder, waitedMs }),
      });
      await this.scripts.confirm(gpu, fence, 'engine');
    } finally {
      this.clearing.delete(once);
    }
  }

  /** Messages may have been missed, and a Redis that lost its data does not know our devices any more. */
  private readonly onReconnect = (): void => {
    this.room.pollSoon();
    for (const device of this.parts.devices) {
      void this.announce(device).catch((error: unknown) => {
        this.parts.log.warn({ event: 'gpu-lock.unannounced', lock: lockKeyOf(device.gpu), error: String(error) });
        if (error instanceof GpuUnavailableError) this.parts.onRefused?.(error);
      });
    }
  };

  private async announce(device: GpuDevice): Promise<void> {
    const { redis, keys } = this.parts;
    const { gpu, uuid } = device;
    const args = [gpu, uuid, JSON.stringify(device), keys.gpuPresence(gpu, ''), randomUUID()];
    const [outcome, value = ''] = (await ANNOUNCE.run(
      redis.client,
      [keys.gpus, keys.gpuInstallation],
      args,
    )) as string[];
    if (outcome === 'ok') this.installation = value;
    else {
      throw new GpuUnavailableError(
        `${lockKeyOf(gpu)} is the lock of another device already (${value}); give each host its name with GPU_HOST`,
      );
    }
  }
}

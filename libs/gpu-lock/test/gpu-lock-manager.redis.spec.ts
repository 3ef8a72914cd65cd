import { setTimeout as pause } from 'node:timers/promises';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TestRedis, seededRandom, waitFor } from '@switchyard/testing';
import { GpuLockSettings, lockTimes } from '../src/gpu-lock-settings';
import type { GpuLease } from '../src/gpu-lease';
import { GpuLockControl } from '../src/gpu-lock-control';
import { ratesOf } from '../src/gpu-lock-health';
import { GpuLockReader, type GpuLockStatus } from '../src/gpu-lock-reader';
import { LockScripts } from '../src/lock-scripts';
import { Waiter } from '../src/waiter';
import { device, lasting, running, shortTimes, startManager, type TestWorker } from './fixtures/managers';

jest.setTimeout(60_000);

describe('GpuLockManager', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let keys: Keys;
  let workers: TestWorker[];
  let tasks = 0;
  let runs = 0;

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
  });

  afterAll(async () => {
    connection.close();
    await redis.stop();
  });

  beforeEach(() => {
    keys = new Keys(`r${(runs += 1)}:`);
    workers = [];
  });

  afterEach(() => Promise.all(workers.map((worker) => worker.stop())));

  const start = async (
    ...options: Parameters<typeof startManager> extends [unknown, unknown, ...infer R] ? R : never
  ) => {
    const worker = await startManager(redis.url, keys, ...options);
    workers.push(worker);
    return worker;
  };
  const task = (more: object = {}) => {
    const number = (tasks += 1);
    return { taskId: `t${number}`, taskName: 'demo.run', number, ...more };
  };
  const control = () => new GpuLockControl(connection.client, keys, shortTimes());
  const status = () => new GpuLockReader(connection.client, keys).status('gpu_lock:0');
  const caught = (work: Promise<unknown>) => work.then(() => undefined).catch((error: unknown) => error);
  const waiting = (count: number) => waitFor(`${count} waiting`, async () => (await status()).waiting === count);

  it('gives the GPU to a hundred waiters of four processes in their order, one at a time', async () => {
    const four = await Promise.all([start(), start(), start(), start()]);
    const order: number[] = [];
    let inside = 0;
    const use = async (number: number): Promise<void> => {
      inside += 1;
      expect(inside).toBe(1);
      order.push(number);
      await pause(1);
      inside -= 1;
    };
    const first = await four[0].manager.request(task());
    const requests = Array.from({ length: 100 }, () => task());
    const random = seededRandom(1);
    const places = new Map(requests.map((each) => [each, random()]));
    const shuffled = [...requests].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
    const all = shuffled.map((each, i) => (four[i % 4] ?? four[0]).manager.hold(each, () => use(each.number)));
    await waiting(100);
    await four[0].manager.release(first);
    await Promise.all(all);
    expect(order).toEqual(requests.map(({ number }) => number));
    expect((await status()).statistics).toMatchObject({ attempts: 101, successes: 101, failures: 0 });
  });

  it('tells a waiter where it stands', async () => {
    const { manager } = await start();
    const first = await manager.request(task());
    const second = manager.request(task());
    await waiting(1);
    const told: [number, string][] = [];
    const third = manager.request(
      task({ onPosition: (position: number, lock: string) => told.push([position, lock]) }),
    );
    await waiting(2);
    await manager.release(first);
    await waitFor('a new position', () => told.length === 2);
    expect(told).toEqual([
      [2, 'gpu_lock:0'],
      [1, 'gpu_lock:0'],
    ]);
    await manager.release(await second);
    await manager.release(await third);
  });

  it('ends a wait that takes too long, and who comes back has its place again', async () => {
    const { manager } = await start();
    const first = await manager.request(task());
    const early = task();
    const wait = manager.request({ ...early, maxWaitMs: 100 });
    const late = manager.request(task());
    await expect(wait).rejects.toMatchObject({ code: 'GPU_LOCK_TIMEOUT', retryable: true, lockKeys: ['gpu_lock:0'] });
    await waiting(1);
    const again = manager.request(early);
    await waiting(2);
    await manager.release(first);
    await manager.release(await again);
    expect((await status()).waiting).toBe(0);
    await manager.release(await late);
    expect((await status()).statistics).toMatchObject({ attempts: 4, successes: 3, timeouts: 1 });
  });

  it('leaves the queue when the task is cancelled', async () => {
    const { manager } = await start();
    const first = await manager.request(task());
    const cancel = new AbortController();
    const wait = caught(manager.request(task({ signal: cancel.signal })));
    await waiting(1);
    cancel.abort(new Error('cancelled'));
    expect(await wait).toMatchObject({ message: 'cancelled' });
    await waiting(0);
    await manager.release(first);
    expect(await status()).toMatchObject({ state: 'free', statistics: { attempts: 1 } });
  });

  it('keeps a lease that is in use for longer than its length', async () => {
    const { manager } = await start({ settings: running() });
    await manager.hold(task(), async (lease) => {
      await pause(6000);
      lease.throwIfLost();
    });
  });

  describe('a warm engine', () => {
    it('serves the next task of its process without being loaded again', async () => {
      const { manager, engines } = await start();
      const fences: number[] = [];
      for (let i = 0; i < 3; i++) {
        await manager.hold(task(), async ({ fence }) => {
          engines.there.add('0');
          fences.push(fence);
        });
        expect(await status()).toMatchObject({ state: 'warm' });
      }
      expect(engines.ended).toBe(0);
      expect(fences).toEqual([...new Set(fences)].sort());
    });

    it('stays warm as long as no other process needs the GPU', async () => {
      const { manager, engines } = await start({ settings: running() });
      await manager.hold(task(), async () => void engines.there.add('0'));
      await pause(4000);
      expect(await status()).toMatchObject({ state: 'warm' });
      expect(engines.ended).toBe(0);
    });

    it('is ended before another process gets the GPU', async () => {
      const [one, two] = [await start(), await start()];
      await one.manager.hold(task(), async () => void one.engines.there.add('0'));
      await two.manager.hold(task(), async () => expect([...one.engines.there]).toEqual([]));
      expect(one.engines.ended).toBe(1);
      expect((await status()).statistics).toMatchObject({ attempts: 2, successes: 2, failures: 0 });
    });

    it('makes room for an earlier waiter of another process, before a later one of its own', async () => {
      const [one, two] = [await start(), await start()];
      const first = await one.manager.request(task());
      one.engines.there.add('0');
      const [other, own] = [task(), task()];
      const order: string[] = [];
      const held = [
        one.manager.hold(own, async () => void order.push('own')),
        two.manager.hold(other, async () => void order.push('other')),
      ];
      await waiting(2);
      await one.manager.release(first);
      await Promise.all(held);
      expect(order).toEqual(['other', 'own']);
    });

    it('frees the GPU when it ends by itself', async () => {
      const { manager, engines } = await start();
      await manager.hold(task(), async () => void engines.there.add('0'));
      await engines.end('0');
      await manager.cooled('0');
      expect(await status()).toMatchObject({ state: 'free' });
    });
  });

  describe('a lease that is lost', () => {
    it('aborts its task and is passed on when the task has let go and its engine has ended', async () => {
      const [one, two] = [await start(), await start()];
      const lease = await one.manager.request(task());
      one.engines.there.add('0');
      const next = two.manager.request(task());
      await waiting(1);
      expect(await control().revoke('gpu_lock:0', lease.fence)).toBe('revoked');
      await waitFor('the abort', () => lease.signal.aborted);
      expect(lease.signal.reason).toMatchObject({ reason: 'revoke', lockKey: 'gpu_lock:0' });
      await pause(100);
      expect(await status()).toMatchObject({ state: 'quarantined', lease: { fence: lease.fence, reason: 'revoke' } });
      await one.manager.release(lease);
      expect(one.engines.ended).toBe(1);
      expect((await next).fence).toBeGreaterThan(lease.fence);
      await two.manager.release(await next);
    });

    it('is not revoked under a fence that is over', async () => {
      const { manager } = await start();
      const lease = await manager.request(task());
      expect(await control().revoke('gpu_lock:0', lease.fence - 1)).toBe('stale');
      await manager.release(lease);
      expect(await control().revoke('gpu_lock:0', lease.fence)).toBe('free');
    });

    it('shows itself right after a pause, before any timer ran', async () => {
      const { manager } = await start({ settings: shortTimes() });
      const lease = await manager.request(task());
      const end = performance.now() + 1300;
      while (performance.now() < end);
      expect(() => lease.throwIfLost()).toThrow('gpu_lock:0 is lost (deadline)');
      await manager.release(lease);
    });
  });

  describe('without Redis', () => {
    it('no waiter gets a GPU, holders run to their own deadline, and waiters go on in order later', async () => {
      const settings = running();
      const [one, two] = [await start({ settings }), await start({ settings })];
      const lease: GpuLease = await one.manager.request(task());
      const [third, second] = [task(), task()].reverse();
      const order: number[] = [];
      const held = [third, second].map((each) =>
        two.manager.hold(each ?? task(), async () => void order.push(each?.number ?? 0)),
      );
      await waiting(2);
      await redis.kill();
      const fresh = caught(one.manager.request(task({ maxWaitMs: 500 })));
      await waitFor('the abort', () => lease.signal.aborted);
      expect(lease.signal.reason).toMatchObject({ reason: 'deadline' });
      expect(await fresh).toMatchObject({ code: 'GPU_LOCK_TIMEOUT' });
      expect(order).toEqual([]);
      await pause(2000);
      await redis.run();
      await one.manager.release(lease);
      await Promise.all(held);
      expect(order).toEqual([second?.number, third?.number].sort());
    });

    it('a lease that is given back goes to the next waiter once Redis is there again', async () => {
      const [one, two] = [await start(), await start()];
      const lease = await one.manager.request(task());
      const next = two.manager.request(task());
      await waiting(1);
      await redis.kill();
      const released = one.manager.release(lease);
      await redis.run();
      await released;
      expect((await next).fence).toBeGreaterThan(lease.fence);
      await two.manager.release(await next);
      expect(await status()).toMatchObject({ state: 'free', waiting: 0, statistics: { holds: 2 } });
    });
  });

  describe('a grant that a message tells of', () => {
    /** What Redis is asked after that waits until it goes on; what it said before is still heard. */
    const stopRedis = (worker: TestWorker) => worker.redis.client.client('PAUSE', 40_000, 'WRITE');
    const goOn = () => connection.client.client('UNPAUSE');
    /** A grant that is heard within a second and a half is taken without a question to Redis. */
    const sure = () => lasting({ gpuLockMaxPollInterval: 1 });
    /** The same, and no poll finds a grant before its message is heard. */
    const unpolled = () => lasting({ gpuLockPollInterval: 10, gpuLockMaxPollInterval: 10 });

    /** A holder and a waiter, after a first hand-over between them. */
    const holderAndWaiter = async (settings = sure()) => {
      const [one, two] = [await start({ settings }), await start({ settings })];
      const before = await one.manager.request(task());
      const after = two.manager.request(task());
      await waiting(1);
      await one.manager.release(before);
      await two.manager.release(await after);
      const first = await one.manager.request(task());
      const next = two.manager.request(task());
      await waiting(1);
      return { one, two, first, next };
    };

    it('is begun with at once, before Redis was asked again', async () => {
      const { one, two, first, next } = await holderAndWaiter();
      const released = Promise.all([one.manager.release(first), stopRedis(one)]);
      const lease = await Promise.race([next, pause(20_000)]); // a question to Redis would not be answered until then
      await Promise.all([released, goOn()]);
      await pause(3300); // longer than it lasts if it is not accepted
      lease?.throwIfLost();
      expect(lease).toBe(await next);
      await two.manager.release(await next);
      expect((await status()).statistics).toMatchObject({ attempts: 4, successes: 4, failures: 0 });
    });

    it('is accepted before anything else that its process says to Redis', async () => {
      const { one, two, first, next } = await holderAndWaiter();
      const accepted = next.then(() => two.redis.client.hget(keys.gpuLock('0'), 'accepted'));
      await one.manager.release(first);
      expect(await accepted).toBe('1');
      await two.manager.release(await next);
    });

    it('that comes late is accepted first, because it may have been taken back meanwhile', async () => {
      const { one, two, first, next } = await holderAndWaiter(unpolled());
      two.redis.subscriber.stream.pause();
      await one.manager.release(first);
      await pause(1700); // half of the time that the last holder has to end its engine, and a bit
      await stopRedis(one);
      two.redis.subscriber.stream.resume();
      expect(await Promise.race([next.then(() => 'taken'), pause(300, 'waits')])).toBe('waits');
      await goOn();
      await two.manager.release(await next);
    });

    it('is lost at once when Redis does not know of it any more', async () => {
      const { one, two, first, next } = await holderAndWaiter(unpolled());
      await Promise.all([one.manager.release(first), one.redis.client.del(keys.gpuLock('0'))]);
      const lease = await next;
      await waitFor('the abort', () => lease.signal.aborted);
      await two.manager.release(lease);
      expect(two.engines.there.size).toBe(0);
    });
  });

  it('finds a grant whose message was lost', async () => {
    const { manager, redis: own } = await start();
    const first = await manager.request(task());
    await own.subscriber.unsubscribe();
    const second = manager.request(task());
    await waiting(1);
    await manager.release(first);
    await manager.release(await second);
  });

  it('answers a request that was sent twice with one and the same grant', async () => {
    const scripts = new LockScripts(connection.client, keys, lockTimes(shortTimes()));
    const waiter = { taskId: 't', taskName: 'n', worker: 'w', token: 'x', number: 1, hardLimitMs: 0 };
    const [first, again] = [await scripts.enqueue('0', waiter), await scripts.enqueue('0', waiter)];
    expect(again).toEqual(first);
    const fence = first.outcome === 'granted' ? first.fence : 0;
    const lease = { gpu: '0', token: 'x', fence };
    expect([await scripts.release(lease, 'free'), await scripts.release(lease, 'free')]).toEqual(['ok', 'ok']);
    expect((await status()).statistics).toMatchObject({ attempts: 1, successes: 1 });
  });

  it('gives the same grant after the connection was cut in the middle', async () => {
    const { manager, redis: own } = await start();
    const id = await own.client.client('ID');
    const [lease] = await Promise.all([manager.request(task()), connection.client.client('KILL', 'ID', id)]);
    lease.throwIfLost();
    await manager.release(lease);
    expect(await status()).toMatchObject({ state: 'free', statistics: { attempts: 1, successes: 1 } });
  });

  it('lets a task wait in one process only', async () => {
    const [one, two] = [await start(), await start()];
    const first = await one.manager.request(task());
    const both = task();
    const replaced = caught(one.manager.request(both));
    await waiting(1);
    const moved = two.manager.request(both);
    expect(await replaced).toMatchObject({ taskId: both.taskId, name: 'Error' });
    await one.manager.release(first);
    await two.manager.release(await moved);
  });

  describe('several GPUs', () => {
    const two = { devices: [device('0'), device('1')] };

    it('are used side by side, each by one', async () => {
      const { manager } = await start(two);
      const leases = [await manager.request(task()), await manager.request(task())];
      expect(leases.map(({ gpu }) => gpu).sort()).toEqual(['0', '1']);
      const third = manager.request(task());
      await waiting(1);
      await manager.release(leases[1] as GpuLease);
      expect((await third).gpu).toBe(leases[1]?.gpu);
      await manager.release(leases[0] as GpuLease);
      await manager.release(await third);
      for (const each of await new GpuLockReader(connection.client, keys).all())
        expect(each).toMatchObject({ state: 'free', waiting: 0 });
    });

    /** A task waits for any of two GPUs, both held, until it is in no line any more. */
    const inVain = async (wait: (manager: TestWorker['manager']) => Promise<unknown>): Promise<GpuLockStatus[]> => {
      const { manager } = await start(two);
      const leases = [await manager.request(task()), await manager.request(task())];
      await wait(manager);
      await waitFor('empty lines', async () => (await all()).every(({ waiting: left }) => left === 0));
      for (const lease of leases) await manager.release(lease);
      return all();
    };
    const all = () => new GpuLockReader(connection.client, keys).all();

    it('count a wait for any of them that was too long once', async () => {
      const statuses = await inVain((manager) => caught(manager.request(task({ maxWaitMs: 100 }))));
      expect(ratesOf(statuses)).toMatchObject({ totalAttempts: 3, timeoutRate: 1 / 3, recentSuccessRate: 2 / 3 });
    });

    it('share such waits evenly', async () => {
      const waits = (manager: TestWorker['manager']) =>
        Promise.all([1, 2, 3, 4].map(() => caught(manager.request(task({ maxWaitMs: 100 })))));
      expect((await inVain(waits)).map(({ statistics }) => statistics.timeouts)).toEqual([2, 2]);
    });

    it('count a waiter that died once', async () => {
      const scripts = new LockScripts(connection.client, keys, lockTimes(shortTimes()));
      const dead = new Waiter(task(), ['0', '1'], 'dead');
      const statuses = await inVain(async () => {
        for (const gpu of dead.gpus) await scripts.enqueue(gpu, dead.entryAt(gpu));
      });
      expect(ratesOf(statuses)).toMatchObject({ totalAttempts: 3, successRate: 2 / 3 });
      const drops = statuses.flatMap(({ history }) => history).filter(({ action }) => action === 'drop');
      expect(drops).toHaveLength(1);
    });

    it('can be asked for by name', async () => {
      const { manager } = await start(two);
      const lease = await manager.request(task({ gpu: '1' }));
      expect(lease.lockKey).toBe('gpu_lock:1');
      await manager.release(lease);
      await expect(manager.request(task({ gpu: '7' }))).rejects.toThrow('this process has no GPU 7');
    });
  });

  it('refuses a second host that calls another device by the same name', async () => {
    await start({ devices: [device('0', 'GPU-of-host-a')] });
    await start({ devices: [device('0', 'GPU-of-host-a')] });
    const other = startManager(redis.url, keys, { devices: [device('0', 'GPU-of-host-b')] });
    await expect(other).rejects.toThrow(/gpu_lock:0 is the lock of another device already .*GPU_HOST/);
  });

  it('stops a host whose name another one took for its device while the first could not reach Redis', async () => {
    const first = await start({ devices: [device('0', 'GPU-of-host-a')] });
    const { subscriber } = first.redis;
    subscriber.disconnect();
    const presence = keys.gpuPresence('0', 'GPU-of-host-a');
    await waitFor('its absence', async () => (await connection.client.pubsub('NUMSUB', presence))[1] === 0);
    await start({ devices: [device('0', 'GPU-of-host-b')] });
    expect(first.refused).toEqual([]);
    await subscriber.connect();
    await waitFor('the refusal', () => first.refused.length > 0);
    expect(first.refused[0]?.message).toMatch(/gpu_lock:0 is the lock of another device already/);
  });

  it('accepts a new device under a name that no host uses any more', async () => {
    await (await startManager(redis.url, keys, { devices: [device('0', 'GPU-old')] })).stop();
    await start({ devices: [device('0', 'GPU-new')] });
  });

  it('asks at most once a second while a hundred wait', async () => {
    const { manager } = await start({
      settings: Object.assign(new GpuLockSettings(), { gpuGateDir: shortTimes().gpuGateDir }),
    });
    const first = await manager.request(task());
    const cancels = Array.from({ length: 100 }, () => new AbortController());
    const all = cancels.map(({ signal }) => caught(manager.request(task({ signal }))));
    await waiting(100);
    const calls = async (): Promise<number> =>
      Number(/cmdstat_evalsha:calls=(\d+)/.exec(await connection.client.info('commandstats'))?.[1]);
    const before = await calls();
    await pause(8000);
    expect((await calls()) - before).toBeLessThanOrEqual(8);
    for (const cancel of cancels) cancel.abort(new Error('enough'));
    await Promise.all(all);
    await manager.release(first);
  });
});

import { fork, type ChildProcess } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { killGroup, runs } from '@switchyard/processes';
import { Keys, RedisConnection } from '@switchyard/redis';
import { TestRedis, waitFor } from '@switchyard/testing';
import { lockTimes, type GpuLockSettings } from '../src/gpu-lock-settings';
import { GpuLockControl } from '../src/gpu-lock-control';
import { GpuLockReader, type GpuLockStatus } from '../src/gpu-lock-reader';
import { LockScripts } from '../src/lock-scripts';
import type { WorkerOrder } from './fixtures/gpu-worker';
import { running } from './fixtures/managers';
import { TYPESCRIPT } from './fixtures/processes';

jest.setTimeout(120_000);

const LOCK = 'gpu_lock:0';
const FOR_EVER = 1_000_000;

describe('workers as real processes', () => {
  let redis: TestRedis;
  let connection: RedisConnection;
  let keys: Keys;
  let diary: string;
  let settings: GpuLockSettings;
  let control: GpuLockControl;
  let monitoring: NodeJS.Timeout | undefined;
  let workers: ChildProcess[];
  let numbers = 0;
  let runsSoFar = 0;

  beforeAll(async () => {
    redis = await TestRedis.start();
    connection = new RedisConnection(redis.url, 'patient');
  });

  afterAll(async () => {
    connection.close();
    await redis.stop();
  });

  beforeEach(() => {
    keys = new Keys(`r${(runsSoFar += 1)}:`);
    settings = running({ gpuLockQuarantineTtl: 60 });
    control = new GpuLockControl(connection.client, keys, settings);
    diary = join(mkdtempSync(join(tmpdir(), 'gpu-lock-')), 'diary');
    writeFileSync(diary, '');
    workers = [];
    monitoring = undefined;
  });

  afterEach(() => {
    clearInterval(monitoring);
    for (const worker of workers) worker.kill('SIGKILL');
    for (const [, pid] of readFileSync(diary, 'utf8').matchAll(/^start (\d+)/gm)) killGroup(Number(pid));
  });

  const lines = (): string[] => readFileSync(diary, 'utf8').split('\n');
  const until = (beginning: string, withinMs = 20_000): Promise<string> =>
    waitFor(beginning, () => lines().find((line) => line.startsWith(beginning)), withinMs);
  const status = (): Promise<GpuLockStatus> => new GpuLockReader(connection.client, keys).status(LOCK);
  const waiting = (count: number) => waitFor(`${count} waiting`, async () => (await status()).waiting === count);
  const engineIn = async (fence: string | number): Promise<number> => {
    const find = () =>
      Number(new RegExp(`^in (\\d+) ${fence}$`, 'm').exec(readFileSync(diary, 'utf8'))?.[1]) || undefined;
    return waitFor(`an engine of ${fence}`, find);
  };
  const fenceOf = async (taskId: string): Promise<number> => Number((await until(`granted ${taskId} `)).split(' ')[2]);

  /** A worker that holds the GPU once for each task, so many ms long. */
  const start = (worker: string, tasks: Record<string, number>): ChildProcess => {
    const list = Object.entries(tasks).map(([taskId, workMs]) => ({ taskId, workMs, number: (numbers += 1) }));
    const order: WorkerOrder = { redisUrl: redis.url, prefix: `r${runsSoFar}:`, worker, settings, diary, tasks: list };
    const child = fork(join(__dirname, 'fixtures/gpu-worker.ts'), [JSON.stringify(order)], { execArgv: TYPESCRIPT });
    workers.push(child);
    return child;
  };

  const over = (taskId: string): void => appendFileSync(diary, `over ${taskId}\n`);

  /** The monitor's part: it looks, and fences the attempts of lost leases off. */
  const monitor = (): void => {
    const look = async (): Promise<void> => {
      const { state, fence } = await control.watch(LOCK);
      if (state === 'quarantined') await control.confirm(LOCK, fence, 'attempt');
    };
    monitoring = setInterval(() => void look(), 100);
  };

  it('replace a holder that was killed', async () => {
    monitor();
    const holder = start('one', { a: FOR_EVER });
    await engineIn(await fenceOf('a'));
    start('two', { b: 10 });
    await waiting(1);
    holder.kill('SIGKILL');
    await until('granted b');
    await until('done b');
    expect(lines().join()).not.toContain('overlap');
  });

  it('hear nothing of a holder that was stopped longer than its lease, and share no device with it', async () => {
    monitor();
    const holder = start('one', { a: FOR_EVER });
    const fence = await fenceOf('a');
    const engine = await engineIn(fence);
    const lease = { gpu: '0', fence, token: (await connection.client.hget(keys.gpuLock('0'), 'token')) ?? '' };
    start('two', { b: 3000 });
    await waiting(1);
    process.kill(engine, 'SIGSTOP');
    holder.kill('SIGSTOP');
    await engineIn(await fenceOf('b'));
    expect(runs(engine)).toBe(false); // ended while it was stopped
    holder.kill('SIGCONT');
    await until('failed a');
    const stale = new LockScripts(connection.client, keys, lockTimes(settings));
    expect(await stale.renew(lease)).toMatchObject({ ok: false });
    expect(await stale.release(lease, 'free')).toBe('lost');
    expect(await stale.confirm('0', fence, 'attempt', 'engine')).toBe('stale');
    await until('done b');
    expect(lines().join()).not.toContain('overlap');
    expect(lines().join()).not.toContain('done a');
  });

  it('skip a waiter that died', async () => {
    const first = start('one', { a: FOR_EVER });
    await fenceOf('a');
    const dead = start('two', { b: 10 });
    await waiting(1);
    start('three', { c: 10 });
    await waiting(2);
    dead.kill('SIGKILL');
    over('a');
    await until('done a');
    await until('granted c');
    await until('done c');
    expect(first.signalCode).toBeNull();
  });

  it('go on in order after Redis was restarted', async () => {
    monitor();
    start('one', { a: FOR_EVER, b: 10 });
    await fenceOf('a');
    await waiting(1);
    start('two', { c: 10 });
    await waiting(2);
    await redis.kill();
    await pause(300);
    await redis.run();
    over('a');
    await until('granted c');
    const order = lines().flatMap((line) => /^granted (\w)/.exec(line)?.[1] ?? []);
    expect([...new Set(order)]).toEqual(['a', 'b', 'c']);
    await until('done c');
    expect(lines().join()).not.toContain('overlap');
  });

  it('give a live lease up on an operator’s order, with its engine ended before the next grant', async () => {
    start('one', { a: FOR_EVER });
    const fence = await fenceOf('a');
    const engine = await engineIn(fence);
    start('two', { b: 10 });
    await waiting(1);
    expect(await control.revoke(LOCK, fence, 'operator')).toBe('revoked');
    expect(await control.untilPassedOn(LOCK, fence, 15_000)).toBe(true);
    expect(runs(engine)).toBe(false);
    await until('failed a');
    await until('done b');
    expect((await status()).history.find(({ action }) => action === 'operator')).toMatchObject({ task_id: 'a', fence });
  });

  it('end the engine of a stopped worker when its lease is revoked and another task waits', async () => {
    monitor();
    const holder = start('one', { a: FOR_EVER });
    const fence = await fenceOf('a');
    const engine = await engineIn(fence);
    start('two', { b: 10 });
    await waiting(1);
    holder.kill('SIGSTOP');
    await control.revoke(LOCK, fence, 'operator');
    await until('done b');
    expect(runs(engine)).toBe(false);
    holder.kill('SIGCONT');
    await until('failed a');
  });

  it('free a GPU whose host is gone when the quarantine ends, and write that down', async () => {
    settings.gpuLockQuarantineTtl = 1;
    control = new GpuLockControl(connection.client, keys, settings);
    const holder = start('one', { a: FOR_EVER });
    await engineIn(await fenceOf('a'));
    holder.kill('SIGKILL');
    const from = performance.now();
    await waitFor('a free GPU', async () => (await control.watch(LOCK)).state === 'free');
    expect(performance.now() - from).toBeGreaterThan(1000);
    const [entry] = await connection.client.xrevrange(keys.auditLog, '+', '-');
    expect(entry?.[1]).toEqual(expect.arrayContaining(['action', 'gpu_lock.quarantine_timeout', 'target', LOCK]));
  });
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runs } from '@switchyard/processes';
import { EnginePool, type EngineGpu, type EnginePoolOptions } from '../src';
import { sampleOptions } from './fixtures/sample-pool';
import type { SampleEngine } from './fixtures/sample.engine';

jest.setTimeout(60_000);

const live = () => ({ signal: new AbortController().signal });

describe('engines with a GPU', () => {
  const gates = mkdtempSync(join(tmpdir(), 'engine-gates-'));
  let pools: EnginePool<SampleEngine>[];
  beforeEach(() => void (pools = []));
  afterEach(() => Promise.all(pools.map((pool) => pool.close())));
  afterAll(() => rmSync(gates, { recursive: true }));

  const poolWith = (changed: Partial<EnginePoolOptions> = {}): EnginePool<SampleEngine> => {
    const pool = new EnginePool<SampleEngine>(sampleOptions(changed));
    pools.push(pool);
    return pool;
  };
  /** The GPU under the lease of a fence. */
  const gpu = (id: string, fence = 1, simulated = false): EngineGpu => ({
    device: { gpu: id, uuid: `GPU-${id}`, simulated },
    ticket: { directory: gates, uuid: `GPU-${id}`, owner: 'test', fence },
  });
  const visible = (pool: EnginePool<SampleEngine>, device?: EngineGpu) =>
    pool.call('environment', { name: 'CUDA_VISIBLE_DEVICES' }, { ...live(), gpu: device });
  const inGate = (id: string) => JSON.parse(readFileSync(join(gates, `GPU-${id}.lock`), 'utf8')) as object;

  it('see their own device and no other; engines without one see none', async () => {
    const pool = poolWith();
    const seen = [
      await visible(pool, gpu('0')),
      await visible(pool, gpu('1')),
      await visible(pool),
      await visible(pool, gpu('2', 1, true)),
    ];
    expect(seen).toEqual(['GPU-0', 'GPU-1', '', '']);
    expect(pool.state).toMatchObject({ warm: 4, starts: 4 });
  });

  it('are in the gate while they live, and enter it again under each lease', async () => {
    const pool = poolWith();
    const { pid } = await pool.call('add', { a: 1, b: 1 }, { ...live(), gpu: gpu('0', 5) });
    expect(inGate('0')).toMatchObject({ pid, fence: 5 });
    const again = await pool.call('add', { a: 1, b: 1 }, { ...live(), gpu: gpu('0', 6) });
    expect(again.pid).toBe(pid);
    expect(inGate('0')).toMatchObject({ pid, fence: 6 });
  });

  it('begin their work only when the one of an older lease is gone', async () => {
    const [first, second] = [poolWith(), poolWith()];
    const old = await first.call('add', { a: 1, b: 1 }, { ...live(), gpu: gpu('0', 7) });
    await second.call('add', { a: 1, b: 1 }, { ...live(), gpu: gpu('0', 8) });
    expect(runs(old.pid)).toBe(false);
  });

  it('wait for the one of a later lease', async () => {
    const [first, second] = [poolWith(), poolWith()];
    await first.call('add', { a: 1, b: 1 }, { ...live(), gpu: gpu('0', 11) });
    const late = second.call('add', { a: 1, b: 1 }, { ...live(), gpu: gpu('0', 10) });
    await expect(Promise.race([late, pause(1000, 'waits')])).resolves.toBe('waits');
    await first.end('0');
    await expect(late).resolves.toMatchObject({ sum: 2 });
  });

  it('that have to wait at the gate report it as an event of their pool', async () => {
    const told: Record<string, unknown>[] = [];
    const log = { info: () => undefined, warn: (facts: object) => void told.push({ ...facts }) };
    const [first, second] = [poolWith(), poolWith({ log })];
    const { pid } = await first.call('add', { a: 1, b: 1 }, { ...live(), gpu: gpu('0', 41) });
    const late = second.call('add', { a: 1, b: 1 }, { ...live(), gpu: gpu('0', 40) });
    while (!told.some(({ event }) => event === 'gpu_gate_busy')) await pause(5);
    expect(told[0]).toMatchObject({ engine: 'sample', holder: { pid, fence: 41 }, waitedMs: expect.any(Number) });
    expect(second.state.pids).toEqual([told[0]?.['pid']]);
    await first.end('0');
    await late;
  });

  it('are told of when the last of a device has ended, and end on demand', async () => {
    const pool = poolWith({ idleSeconds: 0 });
    const cooled: string[] = [];
    pool.onCooled((id) => cooled.push(id));
    await pool.call('add', { a: 1, b: 1 }, { ...live(), gpu: gpu('0', 20) });
    expect([cooled, pool.loaded('0')]).toEqual([['0'], false]);
    const held = pool.call('wait', { ms: 60_000 }, { ...live(), gpu: gpu('0', 21) });
    const ended = expect(held).rejects.toThrow('was closed while it worked');
    while (!pool.loaded('0')) await pause(5);
    await pool.end('0');
    await ended;
    expect([cooled, pool.loaded('0')]).toEqual([['0', '0'], false]);
  });

  it('hold up no engine without a GPU', async () => {
    const pool = poolWith({ size: 1 });
    const held = pool.call('wait', { ms: 60_000 }, { ...live(), gpu: gpu('0', 30) });
    held.catch(() => undefined);
    expect((await pool.call('add', { a: 1, b: 1 }, live())).sum).toBe(2);
  });
});

describe('a method that is asked to end', () => {
  it('ends by itself, and its engine goes on', async () => {
    const pool = new EnginePool<SampleEngine>(sampleOptions());
    const { pid } = await pool.call('add', { a: 1, b: 1 }, live());
    const stop = new AbortController();
    const tool = pool.call('tool', { command: 'sleep', args: ['300'] }, { ...live(), stop: stop.signal });
    setTimeout(() => stop.abort(new Error('time is over')), 300);
    await expect(tool).rejects.toThrow('the task is to end');
    expect((await pool.call('add', { a: 1, b: 1 }, live())).pid).toBe(pid);
    await pool.close();
  });
});

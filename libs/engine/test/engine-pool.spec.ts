import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { factsOf, runs } from '@switchyard/processes';
import { EnginePool, type EnginePoolOptions } from '../src';
import { sampleOptions } from './fixtures/sample-pool';
import type { SampleEngine } from './fixtures/sample.engine';

jest.setTimeout(60_000);

const pools: EnginePool<SampleEngine>[] = [];
const poolWith = (changed: Partial<EnginePoolOptions> = {}) => {
  const pool = new EnginePool<SampleEngine>(sampleOptions(changed));
  pools.push(pool);
  return pool;
};
const live = () => ({ signal: new AbortController().signal });
const caught = (work: Promise<unknown>) => work.then(() => undefined).catch((error: unknown) => error);

afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));

describe('calling an engine', () => {
  it('gives the result back and keeps the engine warm', async () => {
    const pool = poolWith();
    const first = await pool.call('add', { a: 1, b: 2 }, live());
    const second = await pool.call('add', { a: 3, b: 4 }, live());
    expect([first.sum, second.sum]).toEqual([3, 7]);
    expect(second.pid).toBe(first.pid);
    expect(pool.state).toEqual({ warm: 1, busy: 0, waiting: 0, starts: 1, crashes: 0, pids: [first.pid] });
  });

  it('passes progress on', async () => {
    const told: [number, string | undefined][] = [];
    const onProgress = (fraction: number, message?: string) => void told.push([fraction, message]);
    await poolWith().call('count', { steps: 2 }, { ...live(), onProgress });
    expect(told).toEqual([
      [0.5, 'step 1'],
      [1, 'step 2'],
    ]);
  });

  it('passes parts of the result on in their order, before the whole', async () => {
    const told: object[] = [];
    const result = poolWith().call('count', { steps: 2 }, { ...live(), onOutput: (part) => void told.push(part) });
    await result.then((whole) => told.push({ whole }));
    expect(told).toEqual([{ step: 1 }, { step: 2 }, { whole: 'counted' }]);
  });

  it('tells each call of its turn, when the one before is over', async () => {
    const pool = poolWith({ size: 1 });
    const seen: string[] = [];
    const calls = ['first', 'second'].map((name) => {
      const onTurn = (): void => void seen.push(`turn of the ${name}`);
      const onOutput = (): void => void seen.push(`work of the ${name}`);
      return pool.call('count', { steps: 1 }, { ...live(), onTurn, onOutput });
    });
    await Promise.all(calls);
    expect(seen).toEqual(['turn of the first', 'work of the first', 'turn of the second', 'work of the second']);
  });

  it('carries typed arrays and nothing', async () => {
    const pool = poolWith();
    expect(await pool.call('result', { what: 'bytes' }, live())).toEqual(new Float32Array([1, 2, NaN]));
    expect(await pool.call('result', { what: 'nothing' }, live())).toBeUndefined();
  });

  it('passes over what it does not know, as a newer engine may say it', async () => {
    expect(await poolWith().call('result', { what: 'news' }, live())).toBeUndefined();
  });

  it.each([
    ['function', /the result of result cannot cross/],
    ['huge', /the result of result is 70 MB, more than 64 MB/],
  ] as const)('refuses a result that is a %s, and goes on', async (what, message) => {
    const pool = poolWith();
    expect(await caught(pool.call('result', { what }, live()))).toMatchObject({
      code: 'INTERNAL_ERROR',
      message: expect.stringMatching(message),
    });
    expect((await pool.call('add', { a: 1, b: 1 }, live())).sum).toBe(2);
    expect(pool.state.starts).toBe(1);
  });

  it('has ended the programs of a call before it answers, and stays warm', async () => {
    const pool = poolWith();
    const pids = await pool.call('leave', undefined, live());
    expect(pids).toHaveLength(10);
    // Not even an end is left to be noted.
    expect(pids.filter((pid) => factsOf(pid))).toEqual([]);
    expect(pool.state).toMatchObject({ warm: 1 });
  });

  it('keeps the keys of the worker from the engine', async () => {
    process.env['SWITCHYARD_TEST_SECRET'] = 'x';
    const pool = poolWith({ env: { MODELS: '/m' } });
    expect(await pool.call('environment', { name: 'SWITCHYARD_TEST_SECRET' }, live())).toBeUndefined();
    expect(await pool.call('environment', { name: 'MODELS' }, live())).toBe('/m');
  });
});

describe('errors of an engine', () => {
  it.each([
    ['input', { code: 'INPUT_REJECTED', retryable: false, deadly: false, message: 'there is no video in it' }],
    ['disk', { code: 'DISK_FULL', retryable: true }],
    ['enospc', { code: 'DISK_FULL', retryable: true }],
    ['crash', { code: 'ENGINE_CRASHED', retryable: true, deadly: true, details: 'last words' }],
    ['defect', { code: 'INTERNAL_ERROR', retryable: true, details: expect.stringContaining('sample.engine.ts') }],
  ] as const)('cross as what they are: %s', async (how, expected) => {
    const pool = poolWith();
    expect(await caught(pool.call('fail', { how }, live()))).toMatchObject(expected);
    expect(pool.state).toMatchObject({ warm: 1, crashes: 0 });
  });

  it('tell how an engine ended in the middle of a call, and the next call gets a new one', async () => {
    const pool = poolWith();
    const words = `${'x'.repeat(20_000)} cannot open /very/private/place/model.bin`;
    const error = (await caught(pool.call('exit', { code: 134, words }, live()))) as Error & { details: string };
    expect(error).toMatchObject({ name: 'EngineCrashedError', deadly: true, ending: 'exit code 134' });
    expect(error.details.length).toBeLessThanOrEqual(2048);
    expect(error.details).toMatch(/cannot open …\/model\.bin$/);
    expect((await pool.call('add', { a: 1, b: 1 }, live())).sum).toBe(2);
    expect(pool.state).toMatchObject({ starts: 2, crashes: 1 });
  });

  it('leave what an engine printed to the call it worked for', async () => {
    const pool = poolWith();
    const printed: string[] = [];
    await pool.call('say', { words: 'für diese' }, { ...live(), onPrinted: (text) => void printed.push(text) });
    await pool.call('say', { words: 'for another' }, live());
    expect(printed.join('')).toBe('für diese');
  });

  it('say that an engine ran out of memory, however much of its machine code it lists', async () => {
    const fatal = 'FATAL ERROR: Zone Allocation failed - process out of memory';
    const words = `${fatal}\n----- Native stack trace -----\n${' 1: 0xb78db3 v8::internal::Heap\n'.repeat(500)}`;
    expect(await caught(poolWith().call('exit', { code: 134, words }, live()))).toMatchObject({
      message: 'engine sample ran out of memory in the middle of the task (exit code 134)',
      details: fatal,
    });
  });

  it('name the signal of an engine that was killed', async () => {
    const pool = poolWith();
    const { pid } = await pool.call('add', { a: 1, b: 1 }, live());
    const call = caught(pool.call('wait', { ms: 60_000 }, live()));
    process.kill(pid, 'SIGKILL');
    expect(await call).toMatchObject({ code: 'ENGINE_CRASHED', ending: 'signal SIGKILL' });
  });

  it('do not blame what an earlier call printed', async () => {
    const pool = poolWith();
    await pool.call('say', { words: 'the film of another user' }, live());
    await pool.call('wait', { ms: 20 }, live());
    const error = (await caught(pool.call('exit', { code: 1, words: 'mine' }, live()))) as Error & { details: string };
    expect(error.details).toBe('mine');
  });

  it('count the crash of a warm engine between two calls', async () => {
    const pool = poolWith();
    const { pid } = await pool.call('add', { a: 1, b: 1 }, live());
    process.kill(pid, 'SIGKILL');
    while (pool.state.warm > 0) await pause(5);
    expect(pool.state.crashes).toBe(1);
    expect((await pool.call('add', { a: 1, b: 1 }, live())).sum).toBe(2);
  });

  it('say that an engine could not be started, without blaming the input', async () => {
    const script = path.join(__dirname, 'fixtures/broken.cjs');
    const error = await caught(poolWith({ script }).call('add', { a: 1, b: 1 }, live()));
    expect(error).toMatchObject({
      code: 'INTERNAL_ERROR',
      deadly: false,
      message: 'engine sample could not be started (exit code 1)',
      details: expect.stringContaining('the native library …/libmodel.so does not load'),
    });
  });

  it('say which script is missing', async () => {
    const error = await caught(poolWith({ script: '/nowhere/x.engine.js' }).call('add', { a: 1, b: 1 }, live()));
    expect(error).toMatchObject({ details: expect.stringContaining('x.engine.js') });
  });
});

describe('how many engines there are', () => {
  it('serves calls in the order they came', async () => {
    const pool = poolWith();
    const order: number[] = [];
    await Promise.all([1, 2, 3].map((id) => pool.call('wait', { ms: 1 }, live()).then(() => order.push(id))));
    expect(order).toEqual([1, 2, 3]);
    expect(pool.state.starts).toBe(1);
  });

  it('runs as many at once as its size', async () => {
    const pool = poolWith({ size: 2 });
    const calls = [1, 2, 3].map(() => pool.call('wait', { ms: 400 }, live()));
    expect(pool.state.waiting).toBe(1);
    const [a = 0, b = 0, c = 0] = await Promise.all(calls);
    expect(c - Math.min(a, b)).toBeGreaterThan(395); // it began when the first of them had ended
    expect(pool.state).toMatchObject({ starts: 2, warm: 2 });
  });

  it('ends an engine that is idle, and starts another when it is needed', async () => {
    const pool = poolWith({ idleSeconds: 0.1 });
    const { pid } = await pool.call('add', { a: 1, b: 1 }, live());
    while (runs(pid)) await pause(5);
    expect(pool.state).toMatchObject({ warm: 0, crashes: 0, pids: [] });
    await pool.call('add', { a: 1, b: 1 }, live());
    expect(pool.state.starts).toBe(2);
  });

  it('keeps no engine when its idle time is 0', async () => {
    const pool = poolWith({ idleSeconds: 0 });
    const { pid } = await pool.call('add', { a: 1, b: 1 }, live());
    expect(runs(pid)).toBe(false);
  });

  it('rejects what it works on and what waits when it is closed', async () => {
    const pool = poolWith();
    await pool.call('add', { a: 1, b: 1 }, live());
    const [pid = 0] = pool.state.pids;
    const calls = [pool.call('wait', { ms: 60_000 }, live()), pool.call('wait', { ms: 1 }, live())].map(caught);
    while (pool.state.busy === 0) await pause(1);
    await pool.close();
    expect(runs(pid)).toBe(false);
    const [working, waiting] = await Promise.all(calls);
    expect(working).toMatchObject({ code: 'INTERNAL_ERROR', message: 'engine sample was closed while it worked' });
    expect(waiting).toMatchObject({ message: 'engine sample is closed' });
    expect(pool.state).toMatchObject({ crashes: 0, pids: [] });
  });
});

import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runs } from '@switchyard/processes';
import { EnginePool } from '../src';
import { sampleOptions, TYPESCRIPT } from './fixtures/sample-pool';
import type { SampleEngine } from './fixtures/sample.engine';

jest.setTimeout(60_000);

const newPidFile = () => path.join(mkdtempSync(path.join(tmpdir(), 'engine-')), 'pids');
const anyRuns = (pids: number[]) => pids.some(runs);

/** The process ids a fixture wrote into a file, once they are there. */
async function pidsIn(file: string): Promise<number[]> {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (/^\d+ \d+$/.test(text)) return text.split(' ').map(Number);
    await pause(20);
  }
}

describe('an aborted call', () => {
  it('rejects with its reason when the engine and what it started have ended', async () => {
    const pool = new EnginePool<SampleEngine>(sampleOptions());
    const cancel = new AbortController();
    const pidFile = newPidFile();
    const call = pool.call('hold', { pidFile, block: false }, { signal: cancel.signal });
    const pids = await pidsIn(pidFile);
    expect(anyRuns(pids)).toBe(true);
    cancel.abort(new Error('cancelled by a test'));
    await expect(call).rejects.toThrow('cancelled by a test');
    expect(anyRuns(pids)).toBe(false);
    expect(pool.state).toMatchObject({ crashes: 0, pids: [] });
    expect((await pool.call('add', { a: 2, b: 2 }, { signal: new AbortController().signal })).sum).toBe(4);
    await pool.close();
  });

  it('kills an engine that blocks', async () => {
    const pool = new EnginePool<SampleEngine>(sampleOptions());
    const cancel = new AbortController();
    const pidFile = newPidFile();
    const call = pool.call('hold', { pidFile, block: true }, { signal: cancel.signal });
    const pids = await pidsIn(pidFile);
    cancel.abort(new Error('too late'));
    await expect(call).rejects.toThrow('too late');
    expect(anyRuns(pids)).toBe(false);
  });

  it('is over for those who watch it, but do not wait for it, when nothing of it runs any more', async () => {
    const pool = new EnginePool<SampleEngine>(sampleOptions());
    const cancel = new AbortController();
    const pidFile = newPidFile();
    const begun: Promise<unknown>[] = [];
    const onBegin = (call: Promise<unknown>): void => void begun.push(call);
    pool.call('hold', { pidFile, block: false }, { signal: cancel.signal, onBegin }).catch(() => undefined);
    const pids = await pidsIn(pidFile);
    cancel.abort(new Error('cancelled by a test'));
    await expect(begun[0]).rejects.toThrow('cancelled by a test');
    expect(anyRuns(pids)).toBe(false);
    await pool.close();
  });

  it('leaves the queue when it still waits, and the call before it goes on', async () => {
    const pool = new EnginePool<SampleEngine>(sampleOptions());
    const cancel = new AbortController();
    const first = pool.call('wait', { ms: 300 }, { signal: new AbortController().signal });
    const second = pool.call('wait', { ms: 1 }, { signal: cancel.signal });
    cancel.abort(new Error('changed my mind'));
    await expect(second).rejects.toThrow('changed my mind');
    expect(pool.state).toMatchObject({ busy: 1, waiting: 0 });
    expect(await first).toBeGreaterThan(0);
    expect(pool.state.starts).toBe(1);
    await pool.close();
  });
});

describe('a crash', () => {
  it('takes what the engine started with it before it is reported', async () => {
    const pool = new EnginePool<SampleEngine>(sampleOptions());
    const pidFile = newPidFile();
    const call = pool.call('hold', { pidFile, block: false }, { signal: new AbortController().signal });
    const [engine = 0, grandchild = 0] = await pidsIn(pidFile);
    process.kill(engine, 'SIGKILL');
    await expect(call).rejects.toMatchObject({ code: 'ENGINE_CRASHED' });
    expect(runs(grandchild)).toBe(false);
    await pool.close();
  });
});

describe('a worker that is killed', () => {
  it.each([
    ['waits', 'wait'],
    ['blocks its thread', 'block'],
  ])('leaves nothing behind when its engine %s', async (_name, how) => {
    const pidFile = newPidFile();
    const script = path.join(__dirname, 'fixtures/sample-worker.ts');
    const worker = spawn(process.execPath, [...TYPESCRIPT, script, pidFile, how], { stdio: 'inherit' });
    const pids = await pidsIn(pidFile);
    worker.kill('SIGKILL');
    while (anyRuns(pids)) await pause(10); // where one stays, the time of the test is over first
  });
});

describe('an idle engine', () => {
  it('ends when its channel to the worker is closed, before it looks whether that lives', async () => {
    const script = path.join(__dirname, 'fixtures/left-alone.ts');
    const engine = fork(script, { detached: true, execArgv: TYPESCRIPT });
    const end = once(engine, 'exit', { signal: AbortSignal.timeout(50_000) });
    await once(engine, 'message');
    engine.disconnect();
    expect(await end.finally(() => engine.kill('SIGKILL'))).toEqual([null, 'SIGKILL']);
  });
});

describe('signals to the whole service', () => {
  it('do not end an engine that works', async () => {
    const pool = new EnginePool<SampleEngine>(sampleOptions());
    const signal = new AbortController().signal;
    const { pid } = await pool.call('add', { a: 1, b: 1 }, { signal });
    const call = pool.call('wait', { ms: 200 }, { signal });
    process.kill(pid, 'SIGTERM');
    process.kill(pid, 'SIGINT');
    expect(await call).toBeGreaterThan(0);
    await pool.close();
  });
});

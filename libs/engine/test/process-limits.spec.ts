import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EnginePool, runTool } from '../src';
import { limited, metLimit, reservedForCode, withOwnLimits } from '../src/process-limits';
import { sampleOptions } from './fixtures/sample-pool';
import type { SampleEngine } from './fixtures/sample.engine';

const signal = new AbortController().signal;
const MB = 1024 ** 2;

describe('limits', () => {
  it('are the lesser of what is wanted and what this process has', () => {
    const own = { memoryBytes: 100, openFiles: 20, processes: 7 };
    expect(withOwnLimits({ memoryBytes: 200, openFiles: 10, cpuSeconds: 2.5 }, own)).toEqual({
      ...{ memoryBytes: 100, openFiles: 10, processes: 7, cpuSeconds: 2 },
    });
  });

  it('leave a command without any as it is', () => expect(limited('x', ['-y'], {})).toEqual(['x', ['-y']]));

  it.each([
    [{ signal: 'SIGXCPU', words: '' }, 'CPU time (60 s)'],
    [{ signal: 'SIGXFSZ', words: '' }, 'the size of a file (2 MB)'],
    [{ signal: null, words: 'x.wav: File too large' }, 'the size of a file (2 MB)'],
    [{ signal: null, words: 'Error: Cannot allocate memory' }, 'memory (64 MB)'],
    [{ signal: 'SIGABRT', words: "terminate called after throwing 'std::bad_alloc'" }, 'memory (64 MB)'],
    [{ signal: 'SIGSEGV', words: '' }, undefined],
  ] as const)('are told apart by the end of a process: %j', (end, told) => {
    expect(metLimit(end, { cpuSeconds: 60, fileBytes: 2 * MB, memoryBytes: 64 * MB })).toBe(told);
  });
});

describe('a tool under limits', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'limits-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const node = (script: string, limits: object) =>
    runTool(process.execPath, ['-e', script], { signal, limits, cwd: directory });

  it('ends when it computes too long', async () => {
    const end = await runTool('sh', ['-c', 'while :; do :; done'], { signal, limits: { cpuSeconds: 1 } });
    expect(end).toMatchObject({ signal: 'SIGXCPU', metLimit: 'CPU time (1 s)' });
  });

  it('ends when it writes too large a file', async () => {
    const end = await runTool('sh', ['-c', 'exec head -c 2000000 /dev/zero > large'], {
      ...{ signal, limits: { fileBytes: MB }, cwd: directory },
    });
    expect(end).toMatchObject({ signal: 'SIGXFSZ', metLimit: 'the size of a file (1 MB)' });
    expect(statSync(path.join(directory, 'large')).size).toBe(MB);
  });

  it('gets no more memory', async () => {
    const script = 'const all = []; for (;;) all.push(Buffer.alloc(16 * 1024 ** 2, 1))';
    const memoryBytes = 512 * MB + reservedForCode();
    const end = await node(`console.error('began'); ${script}`, { memoryBytes });
    expect(end.code).not.toBe(0);
    expect(end.stderrTail).toMatch(/^began/);
    expect(end.metLimit).toBe(`memory (${Math.round(memoryBytes / MB)} MB)`);
  });

  it('opens no more files', async () => {
    const script = `const fs = require('fs'); for (;;) fs.openSync(process.execPath)`;
    expect((await node(script, { openFiles: 64 })).stderrTail).toContain('EMFILE');
  });

  it('keeps what it may use to itself: the next one has its own limits', async () => {
    const lines: string[] = [];
    await runTool('sh', ['-c', 'ulimit -n'], {
      signal,
      onLine: (line) => void lines.push(line),
      limits: { openFiles: 77 },
    });
    expect(lines).toEqual(['77']);
  });
});

describe('an engine under limits', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'limits-')), 'output');
  const limits = { memoryBytes: 1024 * MB, fileBytes: MB };
  const pool = new EnginePool<SampleEngine>(sampleOptions({ limits }));
  afterAll(() => pool.close());

  it('says that it got no more memory', async () => {
    await expect(pool.call('swell', undefined as never, { signal })).rejects.toMatchObject({
      code: 'ENGINE_CRASHED',
      message: expect.stringContaining('it met its limit of memory (1024 MB)'),
    });
  });

  it('says that its output became too large', async () => {
    await expect(pool.call('write', { file, bytes: 2 * MB }, { signal })).rejects.toMatchObject({
      code: 'INPUT_REJECTED',
      message: expect.stringContaining('limit of the size of a file'),
    });
  });

  it('passes them on to the tools that it starts', async () => {
    const { lines } = await pool.call('tool', { command: 'sh', args: ['-c', 'ulimit -f'] }, { signal });
    expect(Number(lines[0]) * 512).toBe(MB);
  });
});

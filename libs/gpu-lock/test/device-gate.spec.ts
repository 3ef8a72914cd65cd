import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@switchyard/testing';
import { clearDeviceGate, enterDeviceGate, proveDeviceGate, type GateTicket } from '../src/device-gate';
import { killGroup, runs, startEngine } from './fixtures/processes';

jest.setTimeout(60_000);

describe('the gate of a device', () => {
  let directory: string;
  let diary: string;
  let engines: ChildProcess[];

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'gpu-gate-'));
    diary = join(directory, 'diary');
    writeFileSync(diary, '');
    engines = [];
  });

  afterEach(() => engines.forEach(({ pid }) => killGroup(pid)));

  const ticket = (fence: number, owner = 'ours'): GateTicket => ({ directory, uuid: 'GPU-1', owner, fence });

  const start = (
    fence: number,
    more: { owner?: string; stayMs?: number; withTool?: boolean; program?: string } = {},
  ) => {
    const { owner, stayMs = 0, ...rest } = more;
    const engine = startEngine({ ticket: ticket(fence, owner), diary, stayMs, ...rest });
    engines.push(engine);
    return engine.pid ?? 0;
  };

  const lines = (): string[] => readFileSync(diary, 'utf8').split('\n');
  const until = (word: string, pid: number): Promise<true> =>
    waitFor(`${word} of ${pid}`, () => lines().some((line) => line.startsWith(`${word} ${pid}`)) || undefined);

  const toolOf = (): Promise<number> =>
    waitFor('a tool', () => Number(/^tool (\d+)/m.exec(readFileSync(diary, 'utf8'))?.[1]) || undefined);

  it('lets one engine in at a time; the next one follows at its end', async () => {
    const first = start(2, { stayMs: 700 });
    await until('in', first);
    const second = start(1);
    await until('in', second);
    expect(lines()).toContain(`out ${first} 2`);
    expect(lines().join()).not.toContain('overlap');
  });

  it('is free again the moment its engine crashes', async () => {
    const first = start(1);
    await until('in', first);
    process.kill(first, 'SIGKILL');
    await until('in', start(1));
  });

  it('is kept by an engine that was stopped, until one with a later lease ends it', async () => {
    const first = start(2);
    await until('in', first);
    process.kill(first, 'SIGSTOP');
    const earlier = start(1);
    await until('busy', earlier);
    expect(runs(first)).toBe(true);
    const later = start(3);
    await until('in', later); // where the earlier one came in first, its lease is over as well
    expect(runs(first)).toBe(false);
    expect(lines().join()).not.toContain('overlap');
  });

  it('kills no engine of somebody else', async () => {
    const theirs = start(1, { owner: 'theirs' });
    await until('in', theirs);
    const ours = start(9);
    await until('busy', ours);
    expect(runs(theirs)).toBe(true);
    process.kill(theirs, 'SIGKILL');
    await until('in', ours);
  });

  it('does not open before the programs of a dead engine are gone', async () => {
    const first = start(1, { withTool: true });
    await until('in', first);
    const tool = await toolOf();
    process.kill(first, 'SIGKILL');
    expect(runs(tool)).toBe(true);
    await until('in', start(2));
    expect(runs(tool)).toBe(false);
  });

  it('is not inherited by what an engine starts', async () => {
    const theirs = start(1, { owner: 'theirs', withTool: true });
    await until('in', theirs);
    const tool = await toolOf();
    process.kill(theirs, 'SIGKILL');
    await until('in', start(2));
    expect(runs(tool)).toBe(true);
  });

  it('is cleared of an engine whose lease is over, and only of that', async () => {
    const first = start(5);
    await until('in', first);
    await clearDeviceGate(ticket(4));
    expect(runs(first)).toBe(true);
    await clearDeviceGate(ticket(5));
    expect(runs(first)).toBe(false);
    await clearDeviceGate(ticket(5));
  });

  it('is entered once by a warm engine, which goes on under its next lease', async () => {
    const own = { ...ticket(1), uuid: 'GPU-own' };
    await enterDeviceGate(own);
    await enterDeviceGate({ ...own, fence: 7 });
    expect(JSON.parse(readFileSync(join(directory, 'GPU-own.lock'), 'utf8'))).toMatchObject({
      pid: process.pid,
      fence: 7,
    });
    await clearDeviceGate({ ...own, fence: 6 });
  });

  it('ends waiting when it is told to', async () => {
    await until('in', start(5));
    await expect(enterDeviceGate(ticket(1), { signal: AbortSignal.timeout(100) })).rejects.toThrow('abort');
  });

  /** Six engines that want the same device, stopped, continued and killed as it comes. */
  const turmoil = async (program?: string): Promise<string[]> => {
    const pids = [1, 2, 3, 4, 5, 6].map((fence) => start(fence, { stayMs: fence < 6 ? 300 : 0, program }));
    for (let round = 0; round < 30 && !lines().some((line) => line.startsWith(`in ${pids[5]}`)); round++) {
      const pid = pids[Math.floor(Math.random() * 5)] ?? 0;
      const signal = (['SIGSTOP', 'SIGCONT', 'SIGKILL'] as const)[Math.floor(Math.random() * 3)] ?? 'SIGCONT';
      if (runs(pid)) process.kill(pid, signal);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await until('in', pids[5] ?? 0);
    return lines().filter((line) => line.startsWith('overlap'));
  };

  it('never holds two, whoever is stopped or killed', async () => {
    expect(await turmoil()).toEqual([]);
  });

  it('is found out when it holds two: a lock that locks nothing', async () => {
    const both = [start(1, { program: 'true' }), start(2, { program: 'true', owner: 'theirs' })];
    await Promise.all(both.map((pid) => until('in', pid)));
    await waitFor('an overlap', () => lines().some((line) => line.startsWith('overlap')));
  });
});

describe('a host without file locks', () => {
  const directory = mkdtempSync(join(tmpdir(), 'gpu-gate-'));

  it('is refused by the name of what is missing', async () => {
    await expect(proveDeviceGate(directory, 'no-such-flock')).rejects.toThrow(/no-such-flock.*util-linux/);
  });

  it('is refused when its directory keeps none', async () => {
    await expect(proveDeviceGate(directory, 'true')).rejects.toThrow(/GPU_GATE_DIR .* keeps no locks/);
  });

  it('is told from a good one', async () => {
    await expect(proveDeviceGate(directory)).resolves.toBeUndefined();
  });
});

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identifyOnHost, killGroup, runs } from '@switchyard/processes';
import { waitFor } from '@switchyard/testing';
import {
  clearDeviceGate,
  enterDeviceGate,
  proveDeviceGate,
  type GateHolder,
  type GateTicket,
} from '../src/device-gate';
import { FileLock } from '../src/file-lock';
import { startEngine } from './fixtures/processes';

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

  it('kills no engine of another installation', async () => {
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

  it('is taken anew by a warm engine after its directory was removed', async () => {
    await enterDeviceGate(ticket(5));
    rmSync(join(directory, 'GPU-1.lock'));
    const other = start(9);
    await until('in', other);
    const again = enterDeviceGate(ticket(6), { signal: AbortSignal.timeout(500) });
    await expect(again).rejects.toThrow('abort');
    await enterDeviceGate(ticket(10));
    expect(runs(other)).toBe(false);
  });
});

describe('a process that blocks the gate of a device', () => {
  let directory: string;
  let path: string;
  let tool: ChildProcess;
  const held: FileLock[] = [];

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'gpu-gate-'));
    path = join(directory, 'GPU-1.lock');
    tool = spawn('sleep', ['300'], { detached: true, stdio: 'ignore' });
  });

  afterEach(() => {
    jest.restoreAllMocks();
    held.splice(0).forEach((lock) => lock.release());
    killGroup(tool.pid);
  });

  const noteOfTool = (more: object = {}): GateHolder => {
    const identity = identifyOnHost(tool.pid ?? 0);
    if (!identity) throw new Error('the program did not start');
    return { ...identity, owner: 'ours', fence: 1, ...more };
  };
  /** The tool, or what claims to be it, has the gate. */
  const holdsGate = async (more: object = {}): Promise<void> => {
    const lock = await FileLock.tryTake(path);
    if (!lock) throw new Error('the gate is taken');
    held.push(lock);
    lock.write(JSON.stringify(noteOfTool(more)));
  };
  /** The tool was left by an engine that is gone. */
  const wasLeft = (): void => writeFileSync(path, JSON.stringify(noteOfTool()));
  const signals = (answer: () => true): void => void jest.spyOn(process, 'kill').mockImplementation(answer);
  const notOurs = (): never => {
    throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' });
  };

  /** Tries to enter until that is reported as busy; resolves with who is. */
  const busy = async (): Promise<GateHolder | undefined> => {
    const enough = new AbortController();
    let found: GateHolder | undefined;
    const onBusy = (holder: GateHolder | undefined): void => {
      found = holder;
      enough.abort();
    };
    await expect(
      enterDeviceGate({ directory, uuid: 'GPU-1', owner: 'ours', fence: 9 }, { signal: enough.signal, onBusy }),
    ).rejects.toThrow('abort');
    return found;
  };

  it.each([
    ['in another pid namespace', { namespace: 'pid:[1]' }],
    ['of another boot of the host', { boot: 'another' }],
  ])('is waited for, and reported, when it runs %s', async (_where, more) => {
    await holdsGate(more);
    expect(await busy()).toMatchObject({ pid: tool.pid, fence: 1, ...more });
    expect(runs(tool.pid ?? 0)).toBe(true);
  });

  it('is waited for, and reported, when it may not be signalled', async () => {
    await holdsGate();
    signals(notOurs);
    expect(await busy()).toMatchObject({ pid: tool.pid });
  });

  it.each([
    ['may not be signalled', notOurs],
    ['hangs in a driver', () => true as const],
  ])('keeps it closed while it was left by a dead engine and %s', async (_why, answer) => {
    wasLeft();
    signals(answer);
    expect(await busy()).toMatchObject({ pid: tool.pid });
    jest.restoreAllMocks();
    await enterDeviceGate({ directory, uuid: 'GPU-1', owner: 'ours', fence: 9 });
    expect(runs(tool.pid ?? 0)).toBe(false);
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

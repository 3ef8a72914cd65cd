import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, closeSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  bootId,
  descendantsOf,
  endGroup,
  factsOf,
  identify,
  identifyOnHost,
  isAlive,
  isOfHere,
  killGroup,
  killWithGroup,
  openedPath,
  residentMb,
  runs,
  signalGroup,
  signalProcess,
  startedWith,
} from '../src';

let started: number[];
beforeEach(() => void (started = []));
afterEach(() => started.forEach((pid) => killGroup(pid)));

interface Started {
  child: ChildProcess;
  pid: number;
  said: string;
}

/** A shell that leads a group of its own and says when it is ready. */
async function shell(script: string, env: Record<string, string> = {}): Promise<Started> {
  const stdio: StdioOptions = ['ignore', 'pipe', 'ignore'];
  const child = spawn('sh', ['-c', script], { detached: true, env: { ...process.env, ...env }, stdio });
  const pid = child.pid ?? 0;
  started.push(pid);
  const [said] = (await once(child.stdout!, 'data')) as [Buffer];
  return { child, pid, said: said.toString() };
}

const WITH_CHILD = 'sleep 300 & echo ready; wait';
/** The leader ends, what it started goes on in its group. */
const LEFT_BEHIND = 'sleep 300 & echo ready';

/** The programs of a group once it has so many; while one becomes another, its variables cannot be read. */
async function membersOf(group: number, count: number): Promise<number[]> {
  let members: number[] = [];
  await until(() => {
    const all = startedWith(`TEST_GROUP=${process.pid}`);
    members = all.flatMap(({ pid }) => (factsOf(pid)?.group === group ? pid : []));
    return members.length === count;
  });
  return members;
}
const marked = { TEST_GROUP: String(process.pid) };

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(5);
}

describe('the identity of a process', () => {
  it('is that of a running process until its end', async () => {
    const { child, pid } = await shell(WITH_CHILD);
    const identity = identify(pid)!;
    expect(identity).toEqual({ pid, start: expect.stringMatching(/^\d+$/) });
    expect(isAlive(identity)).toBe(true);
    killGroup(pid);
    await once(child, 'exit');
    expect([isAlive(identity), identify(pid), runs(pid)]).toEqual([false, undefined, false]);
  });

  it('keeps signals from a later process of the same number', async () => {
    const { pid } = await shell(WITH_CHILD);
    const earlier = { pid, start: '1' };
    expect(signalProcess(earlier, 'SIGKILL')).toBe(false);
    expect(signalGroup(earlier, 'SIGKILL')).toBe(false);
    expect(killWithGroup(earlier)).toBe(false);
    expect(runs(pid)).toBe(true);
  });

  it('is read from names with spaces and brackets', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'processes-'));
    const program = join(directory, 'a) S 1 (b');
    writeFileSync(program, '#!/bin/sh\necho ready; read line\n', { mode: 0o755 });
    const child = spawn(program, [], { detached: true, stdio: ['pipe', 'pipe', 'ignore'] });
    started.push(child.pid!);
    await once(child.stdout, 'data');
    expect(factsOf(child.pid!)).toMatchObject({ name: 'a) S 1 (b', parent: process.pid, group: child.pid });
    rmSync(directory, { recursive: true });
  });

  it('on a host names its boot and its pid namespace', () => {
    const identity = identifyOnHost(process.pid)!;
    expect(identity).toMatchObject({ ...identify(process.pid), boot: bootId() });
    expect(isOfHere(identity)).toBe(true);
    expect(isOfHere({ ...identity, boot: 'another' })).toBe(false);
    expect(isOfHere({ ...identity, namespace: 'pid:[1]' })).toBe(false);
  });
});

describe('a process that waits to be reaped', () => {
  it('does not run', async () => {
    // What takes the shell's place never asks for the end of the shell's child, which ends when that has happened.
    const child = 'until grep -q ^sleep /proc/$PPID/comm; do sleep 0.01; done';
    const { pid, said } = await shell(`sh -c '${child}' & echo $!; exec sleep 300`);
    const zombie = Number(said);
    await until(() => factsOf(pid)?.name === 'sleep' && !runs(zombie));
    expect(process.kill(zombie, 0)).toBe(true);
    expect(descendantsOf(pid)).toEqual([]);
  });
});

describe('the end of a group', () => {
  it('is reported when none of its processes runs', async () => {
    const { pid } = await shell(WITH_CHILD, marked);
    const members = await membersOf(pid, 2);
    await endGroup(pid);
    expect(members.filter(runs)).toEqual([]);
  });

  it('takes what the leader left behind', async () => {
    const { child, pid } = await shell(LEFT_BEHIND, marked);
    if (child.exitCode === null) await once(child, 'exit');
    const [left = 0] = await membersOf(pid, 1);
    expect(runs(left)).toBe(true);
    await endGroup(pid);
    expect(runs(left)).toBe(false);
  });

  it('is no error when the group is gone, or was never there', async () => {
    const { child, pid } = await shell('echo ready');
    if (child.exitCode === null) await once(child, 'exit');
    await endGroup(pid);
    killGroup(pid);
    killGroup(undefined);
  });

  it('does not touch this process when there is no leader', () => {
    killGroup(0);
    expect(runs(process.pid)).toBe(true);
  });
});

describe('a process that a note tells of', () => {
  it('is killed with its group', async () => {
    const { pid } = await shell(WITH_CHILD, marked);
    const members = await membersOf(pid, 2);
    expect(killWithGroup(identify(pid)!)).toBe(true);
    await until(() => !members.some(runs));
    expect(killWithGroup({ pid, start: '1' })).toBe(false);
  });

  it('is killed alone when it leads no group', async () => {
    const { pid } = await shell(WITH_CHILD, marked);
    const member = (await membersOf(pid, 2)).find((each) => each !== pid)!;
    expect(killWithGroup(identify(member)!)).toBe(true);
    await until(() => !runs(member));
  });

  it('is followed by what it left in its group', async () => {
    const { child, pid } = await shell(LEFT_BEHIND, marked);
    if (child.exitCode === null) await once(child, 'exit');
    const [left = 0] = await membersOf(pid, 1);
    expect(killWithGroup({ pid, start: '1' })).toBe(true);
    await until(() => !runs(left));
  });
});

describe('the processes of the system', () => {
  it('are found below the one that started them', async () => {
    const { pid } = await shell('sh -c "sleep 300 & echo ready; wait"; true');
    await until(() => descendantsOf(pid).some(({ name }) => name === 'sleep'));
    expect(descendantsOf(pid).map(({ name }) => name)).toEqual(['sh', 'sleep']);
    expect(descendantsOf(process.pid).map((each) => each.pid)).toContain(pid);
  });

  it('are found by a variable they were started with', async () => {
    const variable = `TEST_MARK=${process.pid}-${performance.now()}`;
    const { pid } = await shell('echo ready; exec sleep 300', { TEST_MARK: variable.slice('TEST_MARK='.length) });
    await until(() => factsOf(pid)?.name === 'sleep');
    expect(startedWith(variable)).toEqual([expect.objectContaining({ pid, command: 'sleep 300' })]);
  });

  it('tell their CPU time and their memory', () => {
    const before = factsOf(process.pid)!.cpuMs;
    for (const from = process.cpuUsage(); process.cpuUsage(from).user < 100_000;);
    expect(factsOf(process.pid)!.cpuMs - before).toBeGreaterThan(20);
    expect(residentMb(process.pid)).toBeGreaterThan(10);
    expect(residentMb(0)).toBe(0);
  });
});

describe('an open file', () => {
  it('tells its path', async () => {
    const descriptor = openSync(__filename, 'r');
    expect(await openedPath(descriptor)).toBe(realpathSync(__filename));
    closeSync(descriptor);
  });
});

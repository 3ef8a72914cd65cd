import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identify, isAlive, signalGroup } from '@switchyard/processes';
import { ManagedProcess, ProcessDiedError } from './managed-process';
import { forwardPort, freePort, redisAnswers } from './ports';
import { RunFile } from './run-file';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'dev-'))));
afterEach(() => rmSync(directory, { recursive: true }));

const node = (script: string): ManagedProcess =>
  ManagedProcess.start({
    name: 'sample',
    command: process.execPath,
    args: ['-e', script],
    cwd: directory,
    env: process.env,
    logFile: join(directory, 'logs', 'sample.log'),
  });

const printed = async (managed: ManagedProcess, text: string): Promise<void> => {
  while (!readFileSync(managed.spec.logFile, 'utf8').includes(text)) await new Promise(setImmediate);
};

describe('a process of the system', () => {
  it('ends on SIGTERM when it can', async () => {
    const managed = node(`process.on('SIGTERM', () => process.exit(7)); setInterval(() => 0, 1000); console.log('up')`);
    await printed(managed, 'up');
    await managed.stop(10_000);
    expect(await managed.ended).toBe('exit code 7');
  });

  it('is killed after the grace when it does not', async () => {
    const managed = node(`process.on('SIGTERM', () => 0); setInterval(() => 0, 1000); console.log('up')`);
    await printed(managed, 'up');
    await managed.stop(50);
    expect(await managed.ended).toBe('signal SIGKILL');
  });

  it('that dies on its own says how, with its last words', async () => {
    const died = node(`console.error('no such thing'); process.exit(3)`).watch();
    await expect(died).rejects.toThrow(ProcessDiedError);
    await expect(died).rejects.toThrow(/^sample ended on its own \(exit code 3\)[^]*no such thing/);
  });

  it('that cannot be started is one that died', async () => {
    const spec = { name: 'ghost', command: join(directory, 'ghost'), args: [], cwd: directory, env: {} };
    const managed = ManagedProcess.start({ ...spec, logFile: join(directory, 'ghost.log') });
    await expect(managed.watch()).rejects.toThrow('ENOENT');
    await managed.stop(50);
  });
});

describe('identity', () => {
  it('tells a process from a later one of the same number', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { detached: true });
    const identity = identify(child.pid!)!;
    expect(isAlive(identity)).toBe(true);
    signalGroup({ ...identity, start: 'another time' }, 'SIGKILL');
    expect(isAlive(identity)).toBe(true);
    signalGroup(identity, 'SIGKILL');
    await once(child, 'exit');
    expect(isAlive(identity)).toBe(false);
  });
});

describe('the run file', () => {
  it('knows a system only while its keeper lives, and ends what the keeper left', async () => {
    const file = new RunFile(join(directory, 'run', 'system.json'));
    expect(file.running()).toBeUndefined();
    const left = node('setInterval(() => 0, 1000)');
    const processes = [{ name: 'sample', ...left.identity! }];
    file.write({ keeper: identify(process.pid)!, startedBy: 'demo', processes });
    expect(file.running()?.processes).toEqual(processes);
    file.write({ keeper: { pid: process.pid, start: 'another time' }, startedBy: 'demo', processes });
    expect(file.running()).toBeUndefined();
    expect(await file.endLeftovers()).toEqual(['sample']);
    expect(await left.ended).toBe('signal SIGKILL');
  });
});

describe('ports', () => {
  const listening = async (server: Server, port: number): Promise<number> => {
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return (server.address() as { port: number }).port;
  };

  it('in use are passed over', async () => {
    const server = createServer();
    const port = await listening(server, 0);
    expect(await freePort(port)).toBeGreaterThan(port);
    server.close();
  });

  it('can lead to another one', async () => {
    const server = createServer((socket) => socket.once('data', (data) => socket.end(`heard ${data.toString()}`)));
    const forwarded = await forwardPort(0, await listening(server, 0));
    const socket = connect((forwarded.address() as { port: number }).port, '127.0.0.1', () => socket.write('hello'));
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toBe('heard hello');
    await once(socket, 'close');
    forwarded.close();
    server.close();
  });

  it('answer for Redis only when it is ready', async () => {
    let answer = '+OK\r\n-LOADING Redis is loading the dataset in memory\r\n';
    const server = createServer((socket) => socket.once('data', () => socket.end(answer)));
    const port = await listening(server, 0);
    expect(await redisAnswers(port, 'secret')).toBe(false);
    answer = '+OK\r\n+PONG\r\n';
    expect(await redisAnswers(port, 'secret')).toBe(true);
    await new Promise((resolve) => server.close(resolve));
    expect(await redisAnswers(port, 'secret')).toBe(false);
  });
});

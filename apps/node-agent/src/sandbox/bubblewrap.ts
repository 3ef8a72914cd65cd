import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { identify, type ProcessIdentity } from '@switchyard/processes';
import { FD, commandLine } from './command-line';
import { asNobody, mark, type Begin } from './sandbox';
import { seccompFilter } from './seccomp';

/** A sandbox of the kernel's, made by bubblewrap. */
export const inBubblewrap =
  (python: string): Begin =>
  (program, found) => {
    const filter = seccompFilter();
    const [command = '', ...args] = commandLine(python, program, filter !== undefined);
    const child = spawn(command, args, {
      cwd: '/',
      env: { PATH: '/usr/bin:/bin:/usr/local/bin', ...mark() },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
      ...asNobody(),
    });
    feed(child, FD.code, Buffer.from(program.code));
    feed(child, FD.filter, filter ?? Buffer.alloc(0));
    readInfo(child, found);
    return { child, memoryMb: program.memoryMb };
  };

/** bubblewrap tells the process that the kernel ends last. */
function readInfo(child: ChildProcess, found: (init: ProcessIdentity) => void): void {
  let text = '';
  let told = false;
  pipe<Readable>(child, FD.info).on('data', (chunk: Buffer) => {
    text += chunk.toString();
    const pid = /"child-pid":\s*(\d+)/.exec(text)?.[1];
    const init = pid && !told ? identify(Number(pid)) : undefined;
    if (!init) return;
    told = true;
    found(init);
  });
}

function feed(child: ChildProcess, descriptor: number, data: Buffer): void {
  const to = pipe<Writable>(child, descriptor);
  to.on('error', () => undefined); // a sandbox that cannot be made reads nothing
  to.end(data);
}

const pipe = <T extends Readable | Writable>({ stdio }: ChildProcess, descriptor: number): T =>
  (stdio as unknown[])[descriptor] as T;

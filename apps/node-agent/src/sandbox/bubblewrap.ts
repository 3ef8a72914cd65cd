import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { identify, type ProcessIdentity } from '@switchyard/processes';
import type { Cgroups } from './cgroups';
import { FD, commandLine } from './command-line';
import { spawnIn, type Begin } from './sandbox';
import { seccompFilter } from './seccomp';

/** A sandbox of the kernel's, made by bubblewrap. */
export const inBubblewrap =
  (python: string, cgroups?: Cgroups): Begin =>
  (program, found) => {
    const filter = seccompFilter();
    const pipes = ['ignore' as const, ...Array<'pipe'>(5).fill('pipe')];
    const begun = spawnIn(cgroups, commandLine(python, program, filter !== undefined), program, pipes);
    const { child } = begun;
    feed(child, FD.code, Buffer.from(program.code));
    feed(child, FD.filter, filter ?? Buffer.alloc(0));
    readInfo(child, found);
    return begun;
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

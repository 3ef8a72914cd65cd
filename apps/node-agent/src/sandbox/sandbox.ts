import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  descendantsOf,
  identify,
  isAlive,
  signalProcess,
  startedWith,
  togetherMb,
  type ProcessIdentity,
} from '@switchyard/processes';
import { FirstBytes, LastBytes } from './bounded-text';
import type { Cgroups, ProgramGroup } from './cgroups';
import { MOST_DISK_MB, MOST_PROCESSES, type Limits } from './command-line';

export interface Program extends Limits {
  code: string;
}

/** A program that has begun in a sandbox of some kind. */
export interface Begun {
  child: ChildProcess;
  /** What all its processes may use together; where Python itself is large, that comes on top of what the program asked for. */
  memoryMb: number;
  group: ProgramGroup | undefined;
}

/** Begins a program. @param found is told the first process of the sandbox: none of the others outlives it */
export type Begin = (program: Program, found: (init: ProcessIdentity) => void) => Begun;

/** What a program came to. */
export interface Ran {
  status: 'success' | 'failed' | 'timed_out';
  /** The first megabyte of its standard output. */
  output: string;
  truncated: boolean;
  executionMs: number;
  error: string;
}

const MOST_OUTPUT_BYTES = 1024 ** 2;
const MOST_ERROR_BYTES = 8192;
/** A program that writes so much is ended. */
const FLOOD_BYTES = 64 * 1024 ** 2;
const LOOK_EVERY_MS = 100;
const END_POLL_MS = 5;
/** Starts a program as `nobody`: the kernel holds root to no limit of processes, also where a sandbox gives root another name. */
export const asNobody = (): { uid?: number; gid?: number } =>
  process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
/** A sandbox that cannot be made says so on standard error; a program may write the same. */
const OWN_WORDS = /^(sh|bwrap|choom|nice|taskset|prlimit|setpriv|pyodide): /m;

/** Its processes besides those of the program. */
const OWN_PROCESSES = 8;

/** Begins a command in a cgroup of its own, where this agent may make some: it joins before it becomes the command. */
export function spawnIn(
  cgroups: Cgroups | undefined,
  [command = '', ...args]: string[],
  { cpu, memoryMb }: Pick<Limits, 'cpu' | 'memoryMb'>,
  pipes: ('ignore' | 'pipe')[],
): Begun {
  const options = { cwd: '/', env: { PATH: '/usr/bin:/bin:/usr/local/bin', ...mark() }, ...asNobody() };
  if (!cgroups) return { child: spawn(command, args, { ...options, stdio: pipes }), memoryMb, group: undefined };
  const most = memoryMb + Math.min(memoryMb, MOST_DISK_MB);
  const group = cgroups.begin({ cpu, memoryMb: most, processes: MOST_PROCESSES + OWN_PROCESSES });
  const door = pipes.length;
  const join = `echo 0 >&${door} && exec "$@" ${door}>&-`;
  const child = spawn('sh', ['-c', join, 'sh', command, ...args], { ...options, stdio: [...pipes, group.door] });
  group.close();
  return { child, memoryMb, group };
}

const MARK = 'SWITCHYARD_SANDBOX_OF';

/** By which what an agent left is found. */
const mark = (): Record<string, string> => ({ [MARK]: String(process.pid) });

/** bubblewrap that is killed while it makes a sandbox leaves a process that waits for it forever; no program runs in it. */
export function endLeftovers(agent: number): void {
  for (const { pid, start } of startedWith(`${MARK}=${agent}`)) signalProcess({ pid, start }, 'SIGKILL');
}

/** Whether a run may have failed because there was no sandbox. */
export const mayLackSandbox = ({ status, error }: Ran): boolean => status === 'failed' && OWN_WORDS.test(error);

/** One program in a sandbox: its time, memory and output, and the confirmed end of all its processes. */
export class SandboxRun {
  private readonly startedAt = performance.now();
  private readonly output = new FirstBytes(MOST_OUTPUT_BYTES);
  private readonly errors = new LastBytes(MOST_ERROR_BYTES);
  private readonly child: ChildProcess;
  private readonly memoryMb: number;
  private readonly group: ProgramGroup | undefined;
  /** The first process of the sandbox: none of the others outlives it. */
  private init: ProcessIdentity | undefined;
  private why: { status: 'failed' | 'timed_out'; error: string } | undefined;
  private pausedMs = 0;
  private pausedAt: number | undefined;
  readonly done: Promise<Ran>;

  constructor(
    private readonly program: Program,
    begin: Begin,
  ) {
    const { child, memoryMb, group } = begin(program, (init) => {
      this.init = init;
      if (this.why) signalProcess(init, 'SIGKILL');
    });
    this.child = child;
    this.memoryMb = memoryMb;
    this.group = group;
    this.done = this.run();
  }

  /** Ends the program and all that it started. */
  end(error: string, status: 'failed' | 'timed_out' = 'failed'): void {
    this.why ??= { status, error };
    if (this.init) signalProcess(this.init, 'SIGKILL');
    this.child.kill('SIGKILL');
  }

  /** Every process of the program stands still, until it goes on. */
  pause(): void {
    if (this.pausedAt !== undefined) return;
    this.pausedAt = performance.now();
    this.signalAll('SIGSTOP');
  }

  goOn(): void {
    if (this.pausedAt === undefined) return;
    this.pausedMs += performance.now() - this.pausedAt;
    this.pausedAt = undefined;
    this.signalAll('SIGCONT');
  }

  get ranMs(): number {
    return (this.pausedAt ?? performance.now()) - this.startedAt - this.pausedMs;
  }

  private async run(): Promise<Ran> {
    const { child } = this;
    const failed = once(child, 'error').then(([error]) => {
      throw new Error(`${child.spawnfile}: the sandbox cannot be started: ${(error as Error).message}`);
    });
    const stopped = new AbortController();
    this.collect();
    void this.watch(stopped.signal);
    try {
      const [code, signal] = (await Promise.race([once(child, 'close'), failed])) as [number | null, string | null];
      await this.confirmEnd();
      if (this.group?.ranOut) this.why ??= { status: 'failed', error: this.tooMuchMemory };
      return this.ran(code, signal);
    } finally {
      stopped.abort();
      this.group?.remove();
      failed.catch(() => undefined);
    }
  }

  private collect(): void {
    const { stdout, stderr } = this.child;
    const take = (into: FirstBytes | LastBytes) => (chunk: Buffer) => {
      into.add(chunk);
      if (this.output.total + this.errors.total > FLOOD_BYTES) this.end('it wrote more than 64 MB');
    };
    stdout?.on('data', take(this.output));
    stderr?.on('data', take(this.errors));
  }

  /** Time, and the memory of all processes together. */
  private async watch(signal: AbortSignal): Promise<void> {
    const { timeoutSeconds } = this.program;
    const most = this.memoryMb;
    while (!signal.aborted) {
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
      if (this.ranMs > timeoutSeconds * 1000) this.end(`it ran longer than ${timeoutSeconds} s`, 'timed_out');
      if (togetherMb(this.members(), most) > most) this.end(this.tooMuchMemory);
    }
  }

  private get tooMuchMemory(): string {
    return `it used more than ${this.program.memoryMb} MB of memory`;
  }

  private members(): number[] {
    return this.init ? [this.init.pid, ...descendantsOf(this.init.pid).map(({ pid }) => pid)] : [];
  }

  /** What is forked meanwhile is found by the next look. */
  private signalAll(signal: 'SIGSTOP' | 'SIGCONT'): void {
    for (let known = -1, seen = this.members(); seen.length !== known; seen = this.members()) {
      known = seen.length;
      for (const pid of seen) {
        const identity = identify(pid);
        if (identity) signalProcess(identity, signal);
      }
    }
  }

  /** The kernel ends the first process of the sandbox last. */
  private async confirmEnd(): Promise<void> {
    while (this.init && isAlive(this.init)) await sleep(END_POLL_MS);
  }

  private ran(code: number | null, signal: string | null): Ran {
    const executionMs = Math.round(this.ranMs);
    const { text: output, truncated } = this.output;
    const told = this.errors.text;
    const base = { output, truncated, executionMs };
    if (this.why) return { ...base, ...this.why, error: `${this.why.error}${told && `\n${told}`}` };
    if (code === 0) return { ...base, status: 'success', error: told };
    const end = code === null ? `it was ended by ${signal}` : `it ended with exit code ${code}`;
    return { ...base, status: 'failed', error: told.trim() || end };
  }
}

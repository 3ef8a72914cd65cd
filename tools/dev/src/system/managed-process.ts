import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, signalGroup, type ProcessIdentity } from '@switchyard/processes';

export interface ProcessSpec {
  name: string;
  command: string;
  args: readonly string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
}

/** A part of the system ended without being told to. */
export class ProcessDiedError extends Error {
  constructor(
    readonly processName: string,
    readonly ending: string,
    readonly logFile: string,
    readonly lastLines: readonly string[],
  ) {
    const log = lastLines.length > 0 ? `\nits last words (${logFile}):\n  ${lastLines.join('\n  ')}` : '';
    super(`${processName} ended on its own (${ending})${log}`);
  }
}

const LAST_LINES = 12;

/** A child in a process group of its own, so that Ctrl-C reaches us alone and we end it in order. */
export class ManagedProcess {
  /** Missing when the program could not be started. */
  readonly identity?: ProcessIdentity;
  /** Resolves with the way it ended. */
  readonly ended: Promise<string>;
  private stopping = false;

  private constructor(
    readonly spec: ProcessSpec,
    private readonly child: ChildProcess,
  ) {
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
    });
    if (child.pid !== undefined) this.identity = identify(child.pid);
  }

  static start(spec: ProcessSpec): ManagedProcess {
    mkdirSync(dirname(spec.logFile), { recursive: true });
    const log = openSync(spec.logFile, 'w');
    try {
      const { command, args, cwd, env } = spec;
      const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', log, log] });
      return new ManagedProcess(spec, child);
    } finally {
      closeSync(log);
    }
  }

  /** Rejects when it ends before it is stopped. */
  async watch(): Promise<never> {
    const ending = await this.ended;
    if (this.stopping) return new Promise<never>(() => undefined);
    throw new ProcessDiedError(this.spec.name, ending, this.spec.logFile, this.lastLines());
  }

  /** SIGTERM to the process, then SIGKILL to all it started. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    const timer = new AbortController();
    this.child.kill('SIGTERM');
    const late = await Promise.race([
      this.ended.then(() => false),
      sleep(graceMs, true, { signal: timer.signal }).catch(() => false),
    ]);
    timer.abort();
    if (late && this.identity) signalGroup(this.identity, 'SIGKILL');
    await this.ended;
  }

  private lastLines(): string[] {
    const lines = readFileSync(this.spec.logFile, 'utf8').trimEnd().split('\n');
    return lines.slice(-LAST_LINES).filter((line) => line !== '');
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { factsOf, residentMb } from '@switchyard/processes';
import { BIN } from './places';

const PATIENCE_MS = 10_000;

const alive = new Set<ChildProcess>();

/** One program under measurement. */
export class BenchProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly log: string,
  ) {}

  static start([program = '', ...args]: readonly string[], env: Record<string, string>, log: string): BenchProcess {
    const file = openSync(log, 'a');
    const path = `${BIN}${delimiter}${process.env['PATH'] ?? ''}`;
    const child = spawn(program, args, { env: { ...process.env, PATH: path, ...env }, stdio: ['ignore', file, file] });
    closeSync(file);
    endWithBench(child);
    return new BenchProcess(child, log);
  }

  /** Throws the end of its log when it does not run any more. */
  assertRunning(): void {
    const { exitCode, signalCode, pid, spawnfile } = this.child;
    if (pid !== undefined && exitCode === null && signalCode === null) return;
    throw new Error(`${spawnfile} ended:\n${readFileSync(this.log, 'utf8').slice(-2000)}`);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** CPU time of the process and its threads so far; `NaN` where the system does not tell. */
  get cpuMs(): number {
    return factsOf(this.child.pid ?? 0)?.cpuMs ?? NaN;
  }

  /** Memory that it has now; `NaN` where the system does not tell. */
  get residentMib(): number {
    return residentMb(this.child.pid ?? 0) || NaN;
  }

  async stop(): Promise<void> {
    if (!alive.has(this.child)) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    const late = setTimeout(() => this.child.kill('SIGKILL'), PATIENCE_MS);
    this.child.kill('SIGTERM');
    await ended;
    clearTimeout(late);
  }
}

/** A program that does not outlive the bench. */
export function endWithBench(child: ChildProcess): void {
  alive.add(child);
  child.once('exit', () => alive.delete(child));
  child.once('error', () => alive.delete(child));
}

/**
 * Runs a bench with a directory of its own; says in a line why it failed, and leaves neither files nor programs behind, also
 * when it is interrupted.
 */
export async function runBench(main: (directory: string) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'switchyard-bench-'));
  const clean = (): void => {
    for (const child of alive) child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      clean();
      process.exit(130);
    });
  }
  try {
    await main(directory);
  } catch (error) {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
    clean();
    process.exit(1); // connections to what was ended would go on for ever
  }
  clean();
}

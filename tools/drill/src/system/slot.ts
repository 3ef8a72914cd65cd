import { setTimeout as sleep } from 'node:timers/promises';
import type { AppProcess } from '@switchyard/testing';

const RESTART_AFTER_MS = 500;
const PATIENCE_MS = 30_000;

interface Run {
  process: AppProcess;
  from: number;
  crash?: string;
}

/** A place in the system where one process runs; what ends is started again, as a supervisor does. */
export class Slot {
  readonly runs: Run[] = [];
  private over = false;

  constructor(
    /** `ffmpeg#2` */
    readonly name: string,
    private readonly launch: () => AppProcess,
  ) {
    this.start();
  }

  get process(): AppProcess {
    const run = this.runs.at(-1);
    if (!run) throw new Error(`${this.name} was never started`);
    return run.process;
  }

  /** Nothing is started here any more. */
  close(): void {
    this.over = true;
  }

  /** Asks the process to end. @returns whether it did so in time */
  async end(): Promise<boolean> {
    this.close();
    const late = sleep(PATIENCE_MS, false, { ref: false });
    return Promise.race([this.process.end('SIGTERM').then(() => true), late]);
  }

  private start(): void {
    const run: Run = { process: this.launch(), from: Date.now() };
    this.runs.push(run);
    void run.process.ended.then(async ({ code, signal }) => {
      if (this.over) return;
      // The drill ends processes with SIGKILL alone.
      if (signal !== 'SIGKILL')
        run.crash = `ended by itself with ${signal ?? `exit code ${code}`}${lastWords(run.process.log)}`;
      await sleep(RESTART_AFTER_MS);
      if (!this.over) this.start();
    });
  }
}

const MOST_LINES = 12;

/** What a process wrote that is no line of its log: why it ended. */
function lastWords(log: string): string {
  const words = log.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
  return words
    .slice(-MOST_LINES)
    .map((line) => `\n        ${line}`)
    .join('');
}

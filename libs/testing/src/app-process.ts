import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { descendantsOf, factsOf, type ProcessFacts } from '@switchyard/processes';

const ROOT = join(__dirname, '..', '..', '..');
const KEPT_LOG = 200_000;

/** One app of the platform as a real process, with its log. */
export class AppProcess {
  private readonly child: ChildProcess;
  private text = '';
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;

  constructor(
    readonly app: string,
    env: Record<string, string>,
    /** A command that runs the app as its last step, e.g. with another file system. */
    wrapper: string[] = [],
  ) {
    const [command = process.execPath, ...args] = [
      ...wrapper,
      process.execPath,
      join(ROOT, 'apps', app, 'dist', 'main.js'),
    ];
    this.child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.text = (this.text + chunk.toString()).slice(-KEPT_LOG)));
    }
    this.ended = new Promise((resolve) => this.child.once('exit', (code, signal) => resolve({ code, signal })));
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error(`${this.app} did not start`);
    return this.child.pid;
  }

  /** What works on its tasks, in process groups of their own; commands that look at the machine stay in the group of the app. */
  get engines(): ProcessFacts[] {
    const group = factsOf(this.pid)?.group;
    return descendantsOf(this.pid).filter((each) => each.group !== group);
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  get log(): string {
    return this.text;
  }

  signal(signal: NodeJS.Signals): void {
    if (this.running) this.child.kill(signal);
  }

  /** Ends it and waits for the end. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    this.signal('SIGCONT');
    this.signal(signal);
    await this.ended;
  }
}

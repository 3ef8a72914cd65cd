import { readFileSync } from 'node:fs';

/** A process that is signalled only while it is the one that was meant; with `group` also what it started. */
export class Target {
  private readonly start: string | undefined;

  constructor(
    readonly pid: number,
    private readonly group: boolean,
  ) {
    this.start = startOf(pid);
  }

  /** Whether there was somebody to signal. */
  signal(signal: NodeJS.Signals): boolean {
    if (this.start === undefined || startOf(this.pid) !== this.start) return false;
    try {
      return process.kill(this.group ? -this.pid : this.pid, signal);
    } catch {
      return false; // it ended in between
    }
  }
}

/** Field 22 of proc(5)'s stat: ticks since the boot; nothing for a process that has ended. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? undefined : rest[18];
  } catch {
    return undefined;
  }
}

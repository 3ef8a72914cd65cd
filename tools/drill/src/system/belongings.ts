import { readFileSync, readdirSync } from 'node:fs';
import type { Places } from './places';

/** A process that a drill started, or that was started by one of those. */
export interface Belonging {
  pid: number;
  command: string;
}

/** All of them, whoever their parents are now: each has the drill's directory in its environment. */
export function belongingsOf({ temp }: Places): Belonging[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .filter((pid) => words(`/proc/${pid}/environ`).includes(`TMPDIR=${temp}`))
    .map((pid) => ({ pid: Number(pid), command: words(`/proc/${pid}/cmdline`).join(' ').slice(0, 120) }));
}

/** Ends whatever is left of a drill. */
export function killBelongings(places: Places): void {
  for (const { pid } of belongingsOf(places)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // it has ended
    }
  }
}

function words(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\0');
  } catch {
    return []; // it has ended, or is not ours
  }
}

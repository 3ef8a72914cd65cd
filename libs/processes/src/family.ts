import { readlink } from 'node:fs/promises';
import { allProcesses, readProc, type ProcessFacts } from './stat';

/** What a process started, and what those started. */
export function descendantsOf(pid: number): ProcessFacts[] {
  const table = allProcesses();
  const found: ProcessFacts[] = [];
  for (let parents = [pid]; parents.length > 0;) {
    const children = table.filter(({ parent }) => parents.includes(parent));
    found.push(...children);
    parents = children.map((child) => child.pid);
  }
  return found;
}

/** Processes that were started with a variable, `NAME=value`, and what each was called with; it does not matter who their parents are now. */
export const startedWith = (variable: string): (ProcessFacts & { command: string })[] =>
  allProcesses()
    .filter(({ pid }) => readProc(pid, 'environ').split('\0').includes(variable))
    .map((facts) => ({ ...facts, command: readProc(facts.pid, 'cmdline').replaceAll('\0', ' ').trim() }));

/** Memory of a process that is not swapped out; 0 when it has ended. */
export const residentMb = (pid: number): number => statusMb(pid, 'VmRSS');

/** The most of it that the process ever had. */
export const peakMb = (pid: number): number => statusMb(pid, 'VmHWM');

const statusMb = (pid: number, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readProc(pid, 'status'))?.[1] ?? 0) / 1024;

/**
 * Memory of several processes together, in MB; what they share counts once among them. Sharing is looked at only where the plain
 * sum is over `enoughMb`, because the kernel walks all pages for it.
 */
export function togetherMb(pids: readonly number[], enoughMb: number): number {
  const sumOf = (of: (pid: number) => number): number => pids.reduce((sum, pid) => sum + of(pid), 0);
  const plain = sumOf(residentMb);
  return plain <= enoughMb ? plain : sumOf(shareMb);
}

/** Each page by the number of processes that have it; all of it where the kernel does not tell. */
function shareMb(pid: number): number {
  const share = /^Pss:\s+(\d+) kB$/m.exec(readProc(pid, 'smaps_rollup'))?.[1];
  return share === undefined ? residentMb(pid) : Number(share) / 1024;
}

/** What the kernel opened behind a descriptor of this process; nothing where it does not tell. */
export async function openedPath(descriptor: number): Promise<string | undefined> {
  return process.platform === 'linux' ? readlink(`/proc/self/fd/${descriptor}`) : undefined;
}

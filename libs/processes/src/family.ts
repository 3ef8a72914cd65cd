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
export const residentMb = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readProc(pid, 'status'))?.[1] ?? 0) / 1024;

/** What the kernel opened behind a descriptor of this process; nothing where it does not tell. */
export async function openedPath(descriptor: number): Promise<string | undefined> {
  return process.platform === 'linux' ? readlink(`/proc/self/fd/${descriptor}`) : undefined;
}

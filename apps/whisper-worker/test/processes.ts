import { readFile } from 'node:fs/promises';
import { descendantsOf, type AppProcess } from '@switchyard/testing';

/** The engine of a worker: leader of a process group of its own. */
export const engineOf = async (worker: AppProcess): Promise<number | undefined> =>
  (await descendantsOf(worker.pid)).find(({ pid, group }) => pid === group)?.pid;

/** Memory of a process that is not swapped out, in MB (proc(5)). */
export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
}

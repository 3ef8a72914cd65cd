import { readdir, readFile } from 'node:fs/promises';

/** One process as Linux shows it; `pid` and `startTime` together are never used again. */
export interface ProcessFacts {
  pid: number;
  parent: number;
  group: number;
  startTime: string;
  /** Name of its program. */
  name: string;
}

/** What a process started, and what those started. */
export async function descendantsOf(pid: number): Promise<ProcessFacts[]> {
  const table = await allProcesses();
  const found: ProcessFacts[] = [];
  for (let parents = [pid]; parents.length > 0;) {
    const children = table.filter(({ parent }) => parents.includes(parent));
    found.push(...children);
    parents = children.map((child) => child.pid);
  }
  return found;
}

/** Those of the processes that still run. */
export async function stillRunning(processes: readonly ProcessFacts[]): Promise<ProcessFacts[]> {
  const now = new Set((await allProcesses()).map(identity));
  return processes.filter((one) => now.has(identity(one)));
}

const identity = ({ pid, startTime }: ProcessFacts): string => `${pid} ${startTime}`;

async function allProcesses(): Promise<ProcessFacts[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const facts = await Promise.all(pids.map(factsOf));
  return facts.filter((found) => found !== undefined);
}

/** From `/proc/PID/stat` (proc(5)): `pid (name) state ppid pgrp … starttime …`; what has ended runs no more. */
async function factsOf(pid: string): Promise<ProcessFacts | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, parent, group, startTime] = [fields[0], fields[1], fields[2], fields[19]];
  if (!state || !parent || !group || !startTime || ['Z', 'X'].includes(state)) return undefined;
  const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
  return { pid: Number(pid), parent: Number(parent), group: Number(group), startTime, name };
}

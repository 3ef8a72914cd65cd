import { readdirSync, readFileSync } from 'node:fs';

/** What Linux says of a process. `pid` and `start` together are never used again until the next boot. */
export interface ProcessFacts {
  pid: number;
  /** Name of its program. */
  name: string;
  parent: number;
  group: number;
  session: number;
  /** When it was started, in ticks of the kernel's clock. */
  start: string;
  /** CPU time of all its threads so far. */
  cpuMs: number;
}

interface Stat extends ProcessFacts {
  /** It has ended and waits to be reaped: it holds no file, lock or memory any more. */
  over: boolean;
}

/** Linux counts CPU time in hundredths of a second for every program, whatever its own clock does. */
const MS_PER_TICK = 10;

/** The facts of a process that runs; nothing where it has ended, and where there is no procfs. */
export function factsOf(pid: number): ProcessFacts | undefined {
  const stat = statOf(pid);
  return stat?.over === false ? stat : undefined;
}

/** Every process that runs. */
export const allProcesses = (): ProcessFacts[] => allPids().flatMap((pid) => factsOf(pid) ?? []);

export const allPids = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

/**
 * Reads `/proc/PID/stat`, see proc(5): `pid (name) state ppid pgrp session …`; the name may hold brackets. Synchronous: the
 * kernel answers in less time than it takes to hand the question to a thread and back.
 */
export function statOf(pid: number): Stat | undefined {
  const text = readProc(pid, 'stat');
  const end = text.lastIndexOf(')');
  const [state, parent, group, session, ...rest] = text.slice(end + 2).split(' ');
  const [user, system, start] = [rest[7], rest[8], rest[15]];
  if (!state || !start) return undefined;
  return {
    pid,
    name: text.slice(text.indexOf('(') + 1, end),
    ...{ parent: Number(parent), group: Number(group), session: Number(session), start },
    cpuMs: (Number(user) + Number(system)) * MS_PER_TICK,
    over: state === 'Z' || state === 'X',
  };
}

/** Empty for a process that has ended, and for a file that may not be read. */
export function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}

import { readFileSync, readlinkSync, readdirSync } from 'node:fs';

/** What tells one process from every other that ever was, on this host and since its start. */
export interface ProcessIdentity {
  pid: number;
  /** Ticks of the kernel's clock at its start: the same pid with another start is another process. */
  start: string;
  boot: string;
  /** Process ids mean something within one namespace only. */
  namespace: string;
}

interface Stat {
  state: string;
  group: number;
  session: number;
  start: string;
}

export function identityOf(pid: number): ProcessIdentity | undefined {
  const stat = statOf(pid);
  return stat && { pid, start: stat.start, ...surroundings() };
}

function isAlive({ pid, start }: ProcessIdentity): boolean {
  const stat = statOf(pid);
  return stat !== undefined && stat.start === start && !isOver(stat);
}

/** Whether a process was started on this boot and its id means the same here. */
export function isOfHere({ boot, namespace }: ProcessIdentity): boolean {
  const here = surroundings();
  return boot === here.boot && namespace === here.namespace;
}

/**
 * Kills a process and what it started in the group it leads. Only what is left of a group is killed when its leader is gone:
 * its number is not given to others as long as the group has members.
 * @returns whether anything had to be killed
 * @throws EPERM where it may not be signalled
 */
export function killWithGroup(identity: ProcessIdentity): boolean {
  const { pid, start } = identity;
  const stat = statOf(pid);
  if (stat && stat.start !== start) return false;
  if (stat && stat.group !== pid) return isAlive(identity) && send(pid);
  return groupRuns(pid) && send(-pid);
}

function send(target: number): boolean {
  try {
    process.kill(target, 'SIGKILL');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Engines lead a session of their own; that tells what they left behind from a later group with the same number. */
function groupRuns(group: number): boolean {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.some((pid) => {
    const stat = statOf(Number(pid));
    return stat?.group === group && stat.session === group && !isOver(stat);
  });
}

/** Zombie or dead: it holds no file, lock or memory any more. */
const isOver = ({ state }: Stat): boolean => state === 'Z' || state === 'X';

/** From `/proc/PID/stat`, see proc(5): `pid (name) state ppid pgrp session …`, the start is field 22; names may hold brackets. */
function statOf(pid: number): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state, , group, session] = fields;
    const start = fields[19];
    return state && start ? { state, group: Number(group), session: Number(session), start } : undefined;
  } catch {
    return undefined;
  }
}

let here: { boot: string; namespace: string } | undefined;

function surroundings(): { boot: string; namespace: string } {
  here ??= {
    boot: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    namespace: readlinkSync('/proc/self/ns/pid'),
  };
  return here;
}

import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { factsOf } from './stat';

/** A process of this system that cannot be mistaken for a later one that got the same number. */
export interface ProcessIdentity {
  pid: number;
  /** When it was started, in whatever form the system says it. */
  start: string;
}

/** The same, told from the processes of other boots, hosts and containers too. */
export interface HostProcess extends ProcessIdentity {
  boot: string;
  /** Process ids mean something within one namespace only. */
  namespace: string;
}

/** Who a process number is now; nothing when no such process runs. */
export function identify(pid: number): ProcessIdentity | undefined {
  const start = process.platform === 'linux' ? factsOf(pid)?.start : startByPs(pid);
  return start ? { pid, start } : undefined;
}

/** True while the very process runs. */
export const isAlive = ({ pid, start }: ProcessIdentity): boolean => identify(pid)?.start === start;

/** As `identify`, for a note that others read. Linux only. */
export function identifyOnHost(pid: number): HostProcess | undefined {
  const identity = identify(pid);
  return identity && { ...identity, ...surroundings() };
}

/** Whether a process was started on this boot and its number means the same here. */
export function isOfHere({ boot, namespace }: HostProcess): boolean {
  const here = surroundings();
  return boot === here.boot && namespace === here.namespace;
}

/** The same for every process of this machine since it was started; nothing where the system does not tell. */
export function bootId(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return undefined;
  }
}

let here: { boot: string; namespace: string } | undefined;

function surroundings(): { boot: string; namespace: string } {
  here ??= { boot: bootId() ?? '', namespace: readlinkSync('/proc/self/ns/pid') };
  return here;
}

function startByPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import { identify, isAlive, type ProcessIdentity } from './identity';
import { allPids, factsOf, statOf } from './stat';

const REPORT_EVERY_MS = 10_000;

/** Whether a process runs; one that has ended and only waits to be reaped does not. */
export const runs = (pid: number): boolean => identify(pid) !== undefined;

/** Signals a process while it is the one that was meant. @returns whether it got the signal */
export const signalProcess = (identity: ProcessIdentity, signal: NodeJS.Signals): boolean =>
  isAlive(identity) && signalled(identity.pid, signal);

/** Signals a process and what it started in the group it leads, while it is the one that was meant. */
export const signalGroup = (identity: ProcessIdentity, signal: NodeJS.Signals): boolean =>
  isAlive(identity) && signalled(-identity.pid, signal);

function signalled(target: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(target, signal);
  } catch {
    return false; // it ended in between, or is not ours to signal
  }
}

/** Kills every process of a group; one that is gone, or was never started, is no error. */
export function killGroup(leader: number | undefined): void {
  if (leader) killed(-leader);
}

/**
 * Kills a process and what it started in the group it leads. Only what is left of a group is killed when its leader is gone:
 * its number is not given to others as long as the group has members. Linux only.
 * @returns whether anything had to be killed
 * @throws EPERM where it may not be signalled
 */
export function killWithGroup({ pid, start }: ProcessIdentity): boolean {
  const stat = statOf(pid);
  if (stat && stat.start !== start) return false;
  if (stat && stat.group !== pid) return !stat.over && killed(pid);
  return remainsOf(pid, true) && killed(-pid);
}

/**
 * Kills a group and waits until none of its processes runs. There is no time limit on purpose: a process that hangs in a
 * driver still holds its GPU, and its end must not be reported before it comes.
 */
export async function endGroup(leader: number, stillThere?: (waitedMs: number) => void): Promise<void> {
  const from = Date.now();
  let reported = from;
  for (let waitMs = 2; ; waitMs = Math.min(waitMs * 2, 100)) {
    killGroup(leader);
    if (!groupRuns(leader)) return;
    await pause(waitMs);
    if (Date.now() - reported < REPORT_EVERY_MS) continue;
    reported = Date.now();
    stillThere?.(reported - from);
  }
}

/** Whether any process of the group still runs. */
export function groupRuns(leader: number): boolean {
  if (!groupExists(leader)) return false;
  return process.platform !== 'linux' || factsOf(leader)?.group === leader || remainsOf(leader, false);
}

/** Those that lead a session of their own are told by it from a later group with the same number. */
function remainsOf(group: number, ofItsSession: boolean): boolean {
  return allPids().some((pid) => {
    const facts = factsOf(pid);
    return facts?.group === group && (!ofItsSession || facts.session === group);
  });
}

function groupExists(leader: number): boolean {
  try {
    process.kill(-leader, 0);
    return true;
  } catch (error) {
    return !isGone(error);
  }
}

function killed(target: number): boolean {
  try {
    return process.kill(target, 'SIGKILL');
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ESRCH';

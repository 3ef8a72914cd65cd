import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** Kills every process of a group; a group that is already gone is no error. */
export function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if (!isErrno(error, 'ESRCH')) throw error;
  }
}

/**
 * Kills a group and waits until none of its processes runs. There is no time limit on purpose: a process that hangs in a
 * driver still holds its GPU, and nobody may be told otherwise.
 */
export async function endGroup(leader: number, stillThere?: (waitedMs: number) => void): Promise<void> {
  const from = Date.now();
  let reported = from;
  for (let waitMs = 2; ; waitMs = Math.min(waitMs * 2, 100)) {
    killGroup(leader);
    if (!(await groupRuns(leader))) return;
    await pause(waitMs);
    if (Date.now() - reported < 10_000) continue;
    reported = Date.now();
    stillThere?.(reported - from);
  }
}

/** Whether any process of the group still runs; one that has ended and only waits to be reaped does not. */
export async function groupRuns(leader: number): Promise<boolean> {
  if (!groupExists(leader)) return false;
  if (process.platform !== 'linux') return true;
  const states = await Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(statOf));
  return states.some((stat) => stat?.group === leader && !['Z', 'X'].includes(stat.state));
}

function groupExists(leader: number): boolean {
  try {
    process.kill(-leader, 0);
    return true;
  } catch (error) {
    return !isErrno(error, 'ESRCH');
  }
}

/** State and group from `/proc/PID/stat`: `pid (name) state ppid pgrp …`; the name may hold spaces and brackets. */
async function statOf(pid: string): Promise<{ state: string; group: number } | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [state, , group] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return state && group ? { state, group: Number(group) } : undefined;
}

function isErrno(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException | undefined)?.code === code;
}

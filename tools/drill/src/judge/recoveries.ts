import { LAST_EVENTS, type TaskEvent, type TaskEventType } from '@switchyard/contracts';
import type { Fault, History, TaskHistory } from './history';

/** When a fault was noticed and when its effects were over. */
export interface Recovery {
  fault: Fault;
  noticedAt?: number;
  recoveredAt?: number;
  how: string;
}

export const recoveries = (history: History): Recovery[] =>
  history.faults.map((fault) => ({ fault, ...recoveryOf(fault, history) }));

function recoveryOf(fault: Fault, history: History): Omit<Recovery, 'fault'> {
  if (fault.victim === undefined) return { how: 'there was none' };
  if (fault.role === 'redis') return redisAgain(fault, history);
  if (fault.role === 'leader') return nextLeader(fault, history);
  const attempts = history.tasks.flatMap((task) => attemptOn(fault, task));
  return attempts.length > 0 ? workAgain(fault, attempts) : idle(fault, history);
}

const OUTAGE = new Set(['redis.unreachable', 'leader.unknown', 'heartbeat.failed', 'queue.error', 'schedule.failed']);

function redisAgain({ at, until }: Fault, { processes, tasks }: History): Omit<Recovery, 'fault'> {
  const noticedAt = first(
    processes.flatMap(({ log }) => log.filter((line) => OUTAGE.has(line.event)).map((l) => l.at)),
    at,
  );
  const work = tasks.flatMap(({ events }) => events.map(timeOf));
  const recoveredAt = first(work, until);
  return {
    noticedAt: noticedAt !== undefined && noticedAt < until + 1000 ? noticedAt : undefined,
    recoveredAt,
    how: 'work goes on',
  };
}

function nextLeader({ kind, at, until, pid }: Fault, { processes }: History): Omit<Recovery, 'fault'> {
  const others = processes.filter((run) => run.pid !== pid);
  const began = others.flatMap(({ log }) => log.filter(({ event }) => event === 'leader.began').map((line) => line.at));
  const leadsAt = first(began, at);
  if (leadsAt === undefined || (kind !== 'kill' && leadsAt > until)) return { how: 'it kept the lead' };
  return { noticedAt: leadsAt, recoveredAt: leadsAt, how: 'another one leads' };
}

/** A worker or an engine without a task. */
function idle({ kind, role, victim, at, until }: Fault, { processes }: History): Omit<Recovery, 'fault'> {
  if ((kind !== 'kill' && kind !== 'strand') || role === 'engine') return { recoveredAt: until, how: 'it was idle' };
  const ready = processes
    .filter(({ place }) => place === victim)
    .flatMap(({ log }) => log.filter(({ event }) => event === 'worker.ready').map((line) => line.at));
  return { recoveredAt: first(ready, at), how: 'it was idle; started again' };
}

/** What follows the start of an attempt that ran on a worker when the fault came. */
function attemptOn({ at, pid }: Fault, { events }: TaskHistory): TaskEvent[][] {
  const started = events.findLastIndex((event) => event.type === 'started' && timeOf(event) <= at);
  const start = events[started];
  if (!start || pidOf(start.producer) !== pid) return [];
  const after = events.slice(started + 1);
  const ended = after.find(({ type }) => ENDS.has(type));
  return ended && timeOf(ended) < at ? [] : [after.filter((event) => timeOf(event) >= at)];
}

const LOST: ReadonlySet<TaskEventType> = new Set(['orphaned', 'retry']);
const ENDS: ReadonlySet<TaskEventType> = new Set([...LOST, ...LAST_EVENTS]);

function workAgain(fault: Fault, attempts: TaskEvent[][]): Omit<Recovery, 'fault'> {
  const ends = attempts.map((events) => endOf(fault, events));
  const lost = ends.flatMap((end) => (end.lost ? [end.lost] : []));
  const went = ends.map(({ on }) => (on ? timeOf(on) : undefined));
  const recoveredAt = went.includes(undefined) ? undefined : Math.max(...went.map(Number));
  if (lost.length === 0) return { recoveredAt, how: 'the attempt went on' };
  const noticedAt = Math.min(...lost.map(timeOf));
  return { noticedAt, recoveredAt, how: `another attempt (${lost[0]?.type})` };
}

/** How an attempt was lost, if it was, and with what its task went on. */
function endOf({ kind, until }: Fault, events: TaskEvent[]): { lost?: TaskEvent; on?: TaskEvent } {
  const at = events.findIndex(({ type }) => ENDS.has(type));
  const lost = events[at];
  const sign = events.findIndex((event) => timeOf(event) >= until);
  // An attempt that gives a sign of life after the fault is lost by something else, if ever.
  const survived = kind !== 'kill' && kind !== 'strand' && sign >= 0 && sign < at;
  if (survived || !lost || !LOST.has(lost.type)) return { on: events[sign] ?? events.at(-1) };
  const on = events.slice(at + 1).find(({ type }) => type === 'started' || LAST_EVENTS.has(type));
  return { lost, on };
}

/** Ids of workers and monitors end with `-<pid>-<random>`. */
export const pidOf = (id: string): number | undefined => Number(/-(\d+)-[0-9a-f]+$/.exec(id)?.[1]) || undefined;

const timeOf = ({ timestamp }: TaskEvent): number => Date.parse(timestamp);

const first = (times: number[], from: number): number | undefined => {
  const later = times.filter((time) => time >= from);
  return later.length > 0 ? Math.min(...later) : undefined;
};

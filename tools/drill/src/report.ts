import type { History } from './judge/history';
import type { Verdict } from './judge/judge';
import { recoveries, type Recovery } from './judge/recoveries';

const HEAD = ['at', 'fault', 'where', 'lasted', 'noticed', 'recovered', ''];

/** Each fault, when it was noticed and when its effects were over; times since the fault. */
export const faultTable = (history: History, from: number): string =>
  aligned([HEAD, ...recoveries(history).map((recovery) => rowOf(recovery, from))]);

function rowOf({ fault, noticedAt, recoveredAt, how }: Recovery, from: number): string[] {
  const { kind, role, victim, at, until } = fault;
  const after = (time?: number): string => (time === undefined ? '-' : `+${seconds(time - at)}`);
  const lasted = until > at ? seconds(until - at) : '-';
  return [seconds(at - from), `${kind} ${role}`, victim ?? '-', lasted, after(noticedAt), after(recoveredAt), how];
}

/** What was promised, and how often that did not hold. */
export const promiseTable = (verdicts: readonly Verdict[]): string =>
  verdicts
    .flatMap(({ promise, broken }) => [
      `${promise.padEnd(20)} ${broken.length}`,
      ...broken.map((what) => `    ${what}`),
    ])
    .join('\n');

/** What the faults made happen, in numbers: a drill in which nothing happened proves nothing. */
export function summary({ tasks, gpus, gates, processes }: History, refused: number): string {
  const count = (type: string): number => tasks.flatMap(({ events }) => events).filter((e) => e.type === type).length;
  const grants = gpus.flatMap(({ actions }) => actions).filter(({ action }) => action === 'acquire').length;
  const lost = gpus.flatMap(({ actions }) => actions).filter(({ action }) => action === 'confirm').length;
  return [
    `${tasks.length} tasks, ${count('started')} attempts: ${count('orphaned')} orphaned, ${count('retry')} tried again`,
    `${refused} writes of replaced attempts refused, ${processes.length} processes started`,
    `${grants} GPU leases, ${lost} of them taken away; ${gates.length} entrances through the gate`,
  ].join('\n');
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function aligned(rows: string[][]): string {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number): string =>
    [0, 3, 4, 5].includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

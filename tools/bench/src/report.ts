import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg, release, totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { BacklogCosts } from './backlog';
import type { Persistence } from './machine/bench-redis';
import { METRICS, type Measurement, type Metric } from './metrics';
import { CONCURRENCY } from './peers/record';
import { BODY_BYTES, CONNECTIONS } from './plan';
import { median } from './statistics';

export const SIDES = ['celery', 'bare', 'ours'] as const;
export type SideKey = (typeof SIDES)[number];

/** All sides under one kind of Redis, round by round. */
export interface Comparison {
  persistence: Persistence;
  rounds: Record<SideKey, Measurement[]>;
}

interface Row extends Record<SideKey, number> {
  metric: Metric;
  label: string;
  better: 'higher' | 'lower';
}

/** What the ratio of a metric, ours by the peer's, must reach, or stay below. */
const AIMS: readonly (readonly [peer: 'celery' | 'bare', metric: Metric, bound: number])[] = [
  ['celery', 'submitRate', 6],
  ['celery', 'taskRate', 3],
  ['celery', 'taskCpu', 1 / 5],
  ['bare', 'submitRate', 0.7],
  ['bare', 'taskRate', 0.5],
];
const MOST_GROWTH = 1.5;

const PERSISTENCE: Record<Persistence, string> = {
  none: 'Redis keeps nothing on disk',
  everysec: 'Redis with AOF, flushed once a second',
};
const NAMES: Record<SideKey, string> = { celery: 'Celery + FastAPI', bare: 'bare stack', ours: 'Switchyard' };

const EXTRA = [
  'checks the request against the schema of its task and looks at the file it names',
  'keeps a record, an event log and the stage of the workflow, each change fenced and in one script',
  'finds every attempt that died by its heartbeats, and answers every call again whose reply was lost',
  'keeps lists by name and state, queue positions, waiting times, durations, metrics, a log line a task',
];

export function header(redisVersion: string): string {
  const { cores, model, memoryGiB, node, load } = machine();
  return [
    `${cores} cores (${model}), ${memoryGiB} GiB, Node ${node}, Redis ${redisVersion}; load, Redis and programs share them`,
    `load of the machine before the first round: ${load}`,
    `bare stack: Nest on Fastify, class-validator and @nestjs/bullmq; Celery: FastAPI, uvicorn with uvloop, a solo worker`,
    `both: one SETEX and one job a POST, one GET and one SETEX a task`,
    `Switchyard, for every task as well:`,
    ...EXTRA.map((line) => `  - ${line}`),
    `body ${BODY_BYTES} bytes, ${CONNECTIONS} connections, concurrency ${CONCURRENCY}, medians of rounds in turns`,
  ].join('\n');
}

export function rowsOf({ rounds }: Comparison): Row[] {
  return (Object.keys(METRICS) as Metric[]).flatMap((metric) => {
    const [label, better] = METRICS[metric];
    const of = (side: SideKey): number => median(rounds[side].map((round) => round[metric] ?? NaN));
    const row = { metric, label, better, celery: of('celery'), bare: of('bare'), ours: of('ours') };
    return Number.isNaN(row.celery + row.bare + row.ours) ? [] : [row];
  });
}

export function tableOf(comparison: Comparison): string {
  const lines = rowsOf(comparison).map((row) => {
    const ratio = (peer: 'celery' | 'bare'): string =>
      row[peer] === 0 ? '–' : `${(row.ours / row[peer]).toFixed(2)}×`;
    const cells = SIDES.map((side) => row[side].toFixed(METRICS[row.metric][2]));
    return [row.label, ...cells, ratio('celery'), ratio('bare'), row.better === 'lower' ? 'less is better' : ''];
  });
  const names = SIDES.map((side) => NAMES[side]);
  return alignColumns([[PERSISTENCE[comparison.persistence], ...names, 'by Celery', 'by bare', ''], ...lines]);
}

export function aimsOf(comparison: Comparison): string {
  const rows = rowsOf(comparison);
  const lines = AIMS.flatMap(([peer, metric, bound]) => {
    const row = rows.find((each) => each.metric === metric);
    if (!row) return [];
    const ratio = row.ours / row[peer];
    const higher = row.better === 'higher';
    const verdict = (higher ? ratio >= bound : ratio <= bound) ? 'reached' : 'MISSED';
    return [[row.label.trim(), `by ${NAMES[peer]}`, ratio.toFixed(2), `${higher ? '≥' : '≤'} ${bound}`, verdict]];
  });
  return alignColumns([['aim', '', 'ratio', 'bound', ''], ...lines]);
}

export function backlogTable({ waiting, few, many }: BacklogCosts): string {
  const lines = (['submit', 'status'] as const).flatMap((request) =>
    (['cpuMs', 'p50Ms'] as const).map((cost) => {
      const [a, b] = [few[request][cost], many[request][cost]];
      const verdict = b / a <= MOST_GROWTH ? 'reached' : 'MISSED';
      const label = `${request}: ${cost === 'cpuMs' ? 'CPU of gateway and Redis (ms)' : 'p50 (ms)'}`;
      return [label, a.toFixed(3), b.toFixed(3), `${(b / a).toFixed(2)}×`, `≤ ${MOST_GROWTH}`, verdict];
    }),
  );
  return alignColumns([['cost of a request', `${waiting.few} waiting`, `${waiting.many} waiting`, '', ''], ...lines]);
}

/** Everything, with the single rounds, for programs. */
export function writeJson(file: string, comparisons: Comparison[], backlog: BacklogCosts, redisVersion: string): void {
  const report = {
    measured_at: new Date().toISOString(),
    machine: { ...machine(), redis: redisVersion },
    comparisons: comparisons.map((comparison) => ({ ...comparison, rows: rowsOf(comparison) })),
    backlog,
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}

const machine = () => ({
  cores: cpus().length,
  model: cpus()[0]?.model.trim() ?? 'unknown',
  memoryGiB: Math.round(totalmem() / 1024 ** 3),
  node: process.versions.node,
  system: `${process.platform} ${release()} ${arch()}`,
  load: loadavg()
    .map((load) => load.toFixed(1))
    .join(' '),
});

function alignColumns(lines: string[][]): string {
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const align = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return lines.map((line) => line.map(align).join('  ').trimEnd()).join('\n');
}

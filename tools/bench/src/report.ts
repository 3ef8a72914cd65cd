import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, release, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { METRICS, type Measurement, type Metric } from './metrics';
import type { Persistence } from './machine/bench-redis';
import { CONNECTIONS, BODY_BYTES } from './plan';
import { CONCURRENCY } from './peer/record';
import { median } from './statistics';

/** Both sides under one kind of Redis, round by round. */
export interface Comparison {
  persistence: Persistence;
  peer: Measurement[];
  ours: Measurement[];
}

interface Row {
  metric: Metric;
  label: string;
  peer: number;
  ours: number;
  /** ours / peer */
  ratio: number;
  better: 'higher' | 'lower';
}

const PERSISTENCE: Record<Persistence, string> = {
  none: 'Redis keeps nothing on disk',
  everysec: 'Redis with AOF, flushed once a second',
};

const EXTRA = [
  'checks the request against the schema of its task and looks at the file it names',
  'keeps a record, an event log and the stage of the workflow, each change fenced and in one script',
  'finds every attempt that died by its heartbeats, and answers every call again whose reply was lost',
  'keeps lists by name and state, queue positions, waiting times, durations, metrics, a log line a task',
];

export function header(redisVersion: string): string {
  const { cores, model, memoryGiB, node } = machine();
  return [
    `${cores} cores (${model}), ${memoryGiB} GiB, Node ${node}, Redis ${redisVersion}; load, Redis and programs share them`,
    `bare stack: Nest on Fastify and BullMQ: one SETEX and one job a POST, one GET and one SETEX a task`,
    `Switchyard, for every task as well:`,
    ...EXTRA.map((line) => `  - ${line}`),
    `body ${BODY_BYTES} bytes, ${CONNECTIONS} connections, concurrency ${CONCURRENCY}, medians of rounds in turns`,
  ].join('\n');
}

export function rowsOf({ peer, ours }: Comparison): Row[] {
  return (Object.keys(METRICS) as Metric[]).flatMap((metric) => {
    const [label, better] = METRICS[metric];
    const [a, b] = [peer, ours].map((rounds) => median(rounds.map((round) => round[metric] ?? NaN)));
    if (a === undefined || b === undefined || Number.isNaN(a + b)) return [];
    return [{ metric, label, peer: a, ours: b, ratio: b / a, better }];
  });
}

export function tableOf(comparison: Comparison): string {
  const lines = rowsOf(comparison).map(({ metric, label, peer, ours, ratio, better }) => {
    const digits = METRICS[metric][2];
    const good = better === 'higher' ? '' : ' (less is better)';
    return [label, peer.toFixed(digits), ours.toFixed(digits), `${ratio.toFixed(2)}×${good}`];
  });
  const head = [`${PERSISTENCE[comparison.persistence]}`, 'bare stack', 'Switchyard', 'Switchyard / bare'];
  return alignColumns([head, ...lines]);
}

/** Everything, with the single rounds, for programs. */
export function writeJson(file: string, comparisons: Comparison[], redisVersion: string): void {
  const report = {
    measured_at: new Date().toISOString(),
    machine: { ...machine(), redis: redisVersion },
    comparisons: comparisons.map((comparison) => ({
      persistence: comparison.persistence,
      rows: rowsOf(comparison),
      rounds: { peer: comparison.peer, ours: comparison.ours },
    })),
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
});

function alignColumns(lines: string[][]): string {
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const align = (cell: string, column: number): string =>
    column === 0 || column === 3 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return lines.map((line) => line.map(align).join('  ').trimEnd()).join('\n');
}

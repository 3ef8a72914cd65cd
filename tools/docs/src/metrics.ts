import 'reflect-metadata';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Metrics } from '@switchyard/observability';
import { Counter, Gauge, type MetricObject } from 'prom-client';
import { ROOT, projects } from './find-settings';

/** The page that lists every metric. */
export const METRICS_PAGE = join(ROOT, 'docs/metrics.md');

export const METRICS_MARKS = ['<!-- metrics: written by npm run docs -->', '<!-- end of metrics -->'] as const;

type Constructor = new (...parts: unknown[]) => object;

/** Whom the metrics of a project concern. */
const CONCERNS: Readonly<Record<string, string>> = {
  'libs/platform': 'every app',
  'libs/worker-kit': 'every worker',
};

/** Tables of all metrics but those of Node and of the process, by project. */
export async function metricTables(): Promise<string> {
  const shared = await described(new Metrics());
  const sections = [`**Requests** (every app)\n\n${tableOf(shared.filter(isOurs))}`];
  const known = new Set(shared.map(({ name }) => name));
  for (const project of projects()) {
    const found = await Promise.all((await classesOf(project)).map(registeredBy));
    const own = found.flat().filter(({ name }) => !known.has(name));
    const concerns = CONCERNS[project] ? ` (${CONCERNS[project]})` : '';
    if (own.length > 0) sections.push(`**\`${project}\`**${concerns}\n\n${tableOf(own)}`);
  }
  return sections.join('\n\n');
}

interface Described {
  name: string;
  type: string;
  labels: readonly string[];
  help: string;
}

/** Classes that register metrics when they are made; they are found when this runs, because nothing may import an app. */
async function classesOf(project: string): Promise<Constructor[]> {
  const folder = join(ROOT, project, basename(__dirname));
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true }).map(String).sort();
  const files = names.filter((name) => /(-metrics|queues\.service)\.[jt]s$/.test(name));
  const modules = await Promise.all(files.map((name) => import(join(folder, name)) as Promise<object>));
  return modules.flatMap((exported) => Object.values(exported) as unknown[]).filter(takesMetrics);
}

const partsOf = (type: object): unknown[] => (Reflect.getMetadata('design:paramtypes', type) as unknown[]) ?? [];

/** @nestjs loads a copy of a class of its own where sources are compiled one by one. */
const isMetrics = (part: unknown): boolean => typeof part === 'function' && part.name === Metrics.name;

const takesMetrics = (value: unknown): value is Constructor =>
  typeof value === 'function' && partsOf(value).some(isMetrics);

/** What a class registers: it looks at its other parts only when Prometheus asks. */
function registeredBy(type: Constructor): Promise<Described[]> {
  const metrics = new Metrics();
  new type(...partsOf(type).map((part) => (isMetrics(part) ? metrics : {})));
  return described(metrics);
}

function described({ registry }: Metrics): Promise<Described[]> {
  const all = registry.getMetricsAsArray() as unknown as (MetricObject & { labelNames?: string[] })[];
  return Promise.resolve(
    all.map((metric) => ({
      name: metric.name,
      help: metric.help,
      labels: metric.labelNames ?? [],
      type: typeOf(metric),
    })),
  );
}

function typeOf(metric: object): string {
  if (metric instanceof Counter) return 'counter';
  return metric instanceof Gauge ? 'gauge' : 'histogram';
}

/** Node's own are those of prom-client. */
const isOurs = ({ name }: Described): boolean => !/^(nodejs|process)_/.test(name);

function tableOf(metrics: readonly Described[]): string {
  const rows = metrics.map(({ name, type, labels, help }) => {
    const of = labels.length > 0 ? labels.map((label) => `\`${label}\``).join(', ') : '';
    return `| \`${name}\` | ${type} | ${of} | ${help} |`;
  });
  return ['| metric | type | labels | what it is |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

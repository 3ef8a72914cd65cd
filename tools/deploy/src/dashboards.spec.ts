import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { DASHBOARDS, dashboards } from './dashboards';

const ROOT = resolve(__dirname, '../../..');
const MONITORING = join(ROOT, 'deployments/monitoring');

/** The names of all metrics in the code, and those of prom-client and Prometheus that are used. */
const METRICS = new Set([
  ...['up', 'process_resident_memory_bytes', 'nodejs_eventloop_lag_p99_seconds'],
  ...['apps', 'libs'].flatMap((group) =>
    readdirSync(join(ROOT, group)).flatMap((project) => namesIn(join(ROOT, group, project, 'src'))),
  ),
]);

function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!spec)\.ts$/.test(file),
  );
  return files.flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(/'([a-z]+(?:_[a-z]+)*)'/g)].map(([, name = '']) => name)); // prettier-ignore
}

/** What stands before a selector, a range or the end of a bracket: the metrics of an expression. */
const metricsOf = (expr: string): string[] =>
  [...expr.matchAll(/\b([a-z][a-z0-9_]+)(?=[[{]|\)|\s*(?:==|>|$))/g)]
    .map(([, name = '']) => name.replace(/_bucket$/, ''))
    .filter((name) => name.includes('_') || METRICS.has(name));

interface Rule {
  alert: string;
  expr: string;
  annotations: { runbook: string };
}

const rules = (): Rule[] => {
  const { groups } = parse(readFileSync(join(MONITORING, 'alerts.yml'), 'utf8')) as { groups: { rules: Rule[] }[] };
  return groups.flatMap((group) => group.rules);
};

describe('the dashboards', () => {
  it('are those that the code makes', () => {
    for (const [name, dashboard] of Object.entries(dashboards())) {
      const file = join(MONITORING, 'grafana/dashboards', `${name}.json`);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(dashboard)));
    }
  });

  it('come with alerts, each of which the runbook explains', () => {
    const runbook = readFileSync(join(ROOT, 'docs/troubleshooting.md'), 'utf8');
    for (const { alert, annotations } of rules()) {
      expect(annotations.runbook).toBe(`docs/troubleshooting.md#${alert.toLowerCase()}`);
      expect(runbook).toMatch(new RegExp(`^### ${alert}\n\nLook at: .+\n\nDo: .+`, 'm'));
    }
  });

  it('come with a case for each alert in which it is told', () => {
    const { tests } = parse(readFileSync(join(MONITORING, 'alerts.test.yml'), 'utf8')) as {
      tests: { alert_rule_test: { alertname: string; exp_alerts: object[] }[] }[];
    };
    const cases = tests.flatMap(({ alert_rule_test }) => alert_rule_test);
    const told = cases.filter(({ exp_alerts }) => exp_alerts.length > 0).map(({ alertname }) => alertname);
    expect([...new Set(told)].sort()).toEqual(
      rules()
        .map(({ alert }) => alert)
        .sort(),
    );
  });

  it('show metrics that there are, as the alerts do', () => {
    const alerts = rules().map(({ expr }) => expr);
    const charts = Object.values(DASHBOARDS).flatMap((dashboard) => dashboard.charts.map(({ expr }) => expr));
    const named = [...alerts, ...charts].map((expr) => ({ expr, metrics: metricsOf(expr) }));
    for (const { expr, metrics } of named) {
      expect({ expr, count: metrics.length }).not.toEqual({ expr, count: 0 });
      expect({ expr, unknown: metrics.filter((name) => !METRICS.has(name)) }).toEqual({ expr, unknown: [] });
    }
  });
});

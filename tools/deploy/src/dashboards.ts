import { DashboardBuilder, type Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

interface Chart {
  title: string;
  /** PromQL. */
  expr: string;
  legend: string;
  /** Of Grafana: `s` seconds, `percentunit` 0 to 1, `bytes`, `short`. */
  unit?: 's' | 'percentunit' | 'bytes' | 'short';
}

/** A chart is half as wide as the page, of 24 columns. */
const [WIDTH, HEIGHT] = [12, 8];

/** Number of what happens a second, by label. */
const rateOf = (metric: string, label: string): string => `sum by (${label}) (rate(${metric}[5m]))`;

/** What a part of the observations stays below. */
const quantile = (part: number, metric: string, label: string): string =>
  `histogram_quantile(${part}, sum by (le, ${label}) (rate(${metric}_bucket[5m])))`;

const WAITING: Chart[] = [
  {
    title: 'Oldest task that waits',
    expr: 'max by (service) (task_queue_oldest_seconds)',
    legend: '{{service}}',
    unit: 's',
  },
  { title: 'Tasks that wait', expr: 'max by (service) (task_queue_waiting)', legend: '{{service}}' },
  { title: 'Tasks that run', expr: 'max by (service) (task_queue_running)', legend: '{{service}}' },
  {
    title: 'Tasks by state',
    expr: 'max by (state) (sum by (state, instance) (tasks{state=~"queued|running"}))',
    legend: '{{state}}',
  },
];
const WORKERS: Chart[] = [
  { title: 'Live workers', expr: 'max by (service) (task_workers)', legend: '{{service}}' },
  { title: 'Workers that queues need', expr: 'max by (service) (task_queue_desired_workers)', legend: '{{service}}' },
];
const RECOVERY: Chart[] = [
  { title: 'Found late, per second', expr: 'sum(rate(monitor_timeouts_total[5m]))', legend: 'late' },
  { title: 'Recovered, per second', expr: 'sum(rate(monitor_recovered_total[5m]))', legend: 'recovered' },
];

/** What each dashboard shows, by the name of its file. */
export const DASHBOARDS: Readonly<Record<string, { title: string; charts: Chart[] }>> = {
  overview: { title: 'Switchyard: overview', charts: [...WAITING, ...WORKERS, ...RECOVERY] },
  tasks: {
    title: 'Switchyard: tasks',
    charts: [
      ...WAITING,
      {
        title: 'Tasks by name',
        expr: 'max by (task_name) (sum by (task_name, instance) (tasks{state="running"}))',
        legend: '{{task_name}}',
      },
      {
        title: 'Attempts, 95 % end within',
        expr: quantile(0.95, 'task_attempt_duration_seconds', 'task_name'),
        legend: '{{task_name}}',
        unit: 's',
      },
      { title: 'Callbacks, per second', expr: rateOf('callbacks_total', 'outcome'), legend: '{{outcome}}' },
    ],
  },
  workers: {
    title: 'Switchyard: workers',
    charts: [
      ...WORKERS,
      { title: 'Attempts that run', expr: 'sum by (instance) (task_attempts_running)', legend: '{{instance}}' },
      {
        title: 'CPU of the hosts',
        expr: 'max by (instance) (host_cpu_load_ratio)',
        legend: '{{instance}}',
        unit: 'percentunit',
      },
      {
        title: 'Memory that is left',
        expr: 'min by (instance) (host_memory_available_bytes)',
        legend: '{{instance}}',
        unit: 'bytes',
      },
      {
        title: 'Disk of the share that is left',
        expr: 'min by (instance) (host_disk_available_bytes)',
        legend: '{{instance}}',
        unit: 'bytes',
      },
    ],
  },
  gpu: {
    title: 'Switchyard: GPUs',
    charts: [
      {
        title: 'Time in which they work',
        expr: 'max by (gpu) (host_gpu_load_ratio)',
        legend: '{{gpu}}',
        unit: 'percentunit',
      },
      { title: 'Memory in use', expr: 'max by (gpu) (host_gpu_memory_used_bytes)', legend: '{{gpu}}', unit: 'bytes' },
      { title: 'Held by a task', expr: 'max by (lock_key) (gpu_lock_held)', legend: '{{lock_key}}' },
      { title: 'Tasks that wait', expr: 'max by (lock_key) (gpu_lock_waiters)', legend: '{{lock_key}}' },
      { title: 'Leases that were freed, per second', expr: 'sum(rate(monitor_released_total[5m]))', legend: 'freed' },
    ],
  },
  gateway: {
    title: 'Switchyard: gateway',
    charts: [
      { title: 'Requests a second', expr: rateOf('http_requests_total', 'status'), legend: '{{status}}' },
      {
        title: 'Requests, 95 % end within',
        expr: quantile(0.95, 'http_request_duration_seconds', 'path'),
        legend: '{{path}}',
        unit: 's',
      },
      {
        title: 'Memory',
        expr: 'max by (app, instance) (process_resident_memory_bytes)',
        legend: '{{app}} {{instance}}',
        unit: 'bytes',
      },
      {
        title: 'Delay of the event loop',
        expr: 'max by (app, instance) (nodejs_eventloop_lag_p99_seconds)',
        legend: '{{app}} {{instance}}',
        unit: 's',
      },
    ],
  },
};

/** The dashboards as Grafana reads them, by the name of their file. */
export const dashboards = (): Record<string, Dashboard> =>
  Object.fromEntries(
    Object.entries(DASHBOARDS).map(([name, { title, charts }]) => [name, dashboardOf(name, title, charts)]),
  );

function dashboardOf(name: string, title: string, charts: readonly Chart[]): Dashboard {
  const dashboard = new DashboardBuilder(title)
    .uid(`switchyard-${name}`)
    .tags(['switchyard'])
    .refresh('15s')
    .time({ from: 'now-1h', to: 'now' })
    .timezone('browser');
  for (const { title: heading, expr, legend, unit = 'short' } of charts) {
    const query = new DataqueryBuilder().expr(expr).legendFormat(legend);
    dashboard.withPanel(
      new PanelBuilder().title(heading).unit(unit).min(0).span(WIDTH).height(HEIGHT).withTarget(query),
    );
  }
  return dashboard.build();
}

/** Everything that is measured in a round, in the order of the table. */
export const METRICS = {
  submitRate: ['POST/s, 32 connections, no worker', 'higher', 0],
  submitP50: ['  p50 (ms)', 'lower', 2],
  submitP99: ['  p99 (ms)', 'lower', 2],
  submitGatewayCpu: ['  gateway CPU (ms a POST)', 'lower', 4],
  submitRedisCpu: ['  Redis CPU (ms a POST)', 'lower', 4],
  readQueuedRate: ['GET status/s, queued task', 'higher', 0],
  readQueuedP99: ['  p99 (ms)', 'lower', 2],
  readQueuedGatewayCpu: ['  gateway CPU (ms a GET)', 'lower', 4],
  readQueuedRedisCpu: ['  Redis CPU (ms a GET)', 'lower', 4],
  readFinalRate: ['GET status/s, finished task', 'higher', 0],
  readFinalP99: ['  p99 (ms)', 'lower', 2],
  readFinalGatewayCpu: ['  gateway CPU (ms a GET)', 'lower', 4],
  readFinalRedisCpu: ['  Redis CPU (ms a GET)', 'lower', 4],
  taskRate: ['tasks/s end to end, concurrency 16', 'higher', 0],
  taskCpu: ['  CPU of gateway, worker and Redis (ms a task)', 'lower', 4],
  taskGatewayCpu: ['  gateway CPU (ms a task)', 'lower', 4],
  taskWorkerCpu: ['  worker CPU (ms a task)', 'lower', 4],
  taskRedisCpu: ['  Redis CPU (ms a task)', 'lower', 4],
  taskCommands: ['  Redis commands a task, in scripts too', 'lower', 1],
  taskScripts: ['  of them scripts', 'lower', 1],
  singleP50: ['submit → done, one at a time: p50 (ms)', 'lower', 2],
  singleP99: ['  p99 (ms)', 'lower', 2],
} as const satisfies Record<string, readonly [label: string, better: 'higher' | 'lower', digits: number]>;

export type Metric = keyof typeof METRICS;

/** What one round of one side gave. */
export type Measurement = Partial<Record<Metric, number>>;

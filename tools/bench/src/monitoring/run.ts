import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CommonSettings } from '@switchyard/config';
import { Keys } from '@switchyard/redis';
import { TaskStore, storeSettings, type TaskJob } from '@switchyard/task-store';
import { freePort, KeptJobs, waitFor } from '@switchyard/testing';
import { load, requestBytes } from '../load/load';
import { BenchProcess, runBench } from '../machine/bench-process';
import { BenchRedis } from '../machine/bench-redis';
import { ROOT } from '../machine/places';
import { quantile } from '../statistics';
import { BeatingWorkers, recoveries } from './tasks';

const PREFIX = '/api/v1/monitoring';
const GETS = [
  '/gpu-lock/status',
  '/gpu-lock/health',
  '/monitor/status',
  '/monitor/health',
  '/heartbeat/task/bench-0-7',
  '/heartbeat/all?limit=100',
  '/heartbeat/all',
  '/timeout/status',
  '/timeout/config',
  '/statistics',
  '/health',
];
const PER_WORKER = 20;
const BEAT_MS = 10_000;
const VICTIMS = 100;

/** What p99 shall stay under, ms. */
const AIMS = { read: 10, heartbeat: 5, recovery: 10 };

type Row = [what: string, p50: number, p99: number, aim?: number];

/** The monitoring, measured beside its aims: reads with many running tasks, heartbeats, recoveries. */
async function main(directory: string): Promise<void> {
  const { values } = parseArgs({
    options: { tasks: { type: 'string', default: '10000' }, seconds: { type: 'string', default: '2' } },
  });
  const redis = await BenchRedis.start(mkdtempSync(join(directory, 'redis-')), 'everysec');
  const store = new TaskStore(redis.client, new Keys(), storeSettings(new CommonSettings()), new KeptJobs<TaskJob>());
  const workers = new BeatingWorkers(store);
  await workers.start(Number(values.tasks), PER_WORKER);
  const victims = [...workers.workers.entries()].slice(-VICTIMS / PER_WORKER);
  for (const [worker] of victims) workers.workers.delete(worker);
  const port = await startApps(redis, directory);
  workers.beatAll(BEAT_MS);
  const rows: Row[] = [];
  for (const path of GETS) rows.push(await measured(port, path, Number(values.seconds)));
  rows.push(await beats(workers));
  const ids = victims.flatMap(([, tasks]) => tasks.map(({ task_id }) => task_id));
  const { fromLate, fromDetection } = await recoveries(store, redis.client, ids);
  rows.push(row('recovery of one task, from the moment it is late', fromLate));
  rows.push(row('… from the moment a check knows of it', fromDetection, AIMS.recovery));
  workers.stop();
  await redis.stop();
  console.log(`\n${values.tasks} running tasks of ${workers.workers.size} workers; milliseconds\n`);
  console.log(['| | p50 | p99 | aim, p99 |', '| --- | --- | --- | --- |', ...rows.map(line)].join('\n'));
}

async function startApps(redis: BenchRedis, directory: string): Promise<number> {
  const port = await freePort();
  const share = join(directory, 'share');
  mkdirSync(share);
  const env = { REDIS_URL: redis.url, SHARE_ROOT: share, PROBE_PORT: '0', LOG_LEVEL: 'warn', MONITOR_INTERVAL: '1' };
  for (const app of ['api-gateway', 'monitor']) {
    const main = join(ROOT, 'apps', app, 'dist/main.js');
    BenchProcess.start([process.execPath, main], { ...env, PORT: String(port) }, join(directory, `${app}.log`));
  }
  const ask = async (): Promise<boolean> => {
    const reply = await fetch(`http://127.0.0.1:${port}${PREFIX}/monitor/status`);
    return ((await reply.json()) as { is_running: boolean }).is_running;
  };
  await waitFor('gateway and monitor', () => ask().catch(() => false));
  return port;
}

async function measured(port: number, path: string, seconds: number): Promise<Row> {
  const request = requestBytes('GET', PREFIX + path);
  await load(port, { connections: 1, seconds: 0.5, request, expect: 200 });
  const { latencies } = await load(port, { connections: 1, seconds, request, expect: 200 });
  return row(`GET ${path}`, latencies, AIMS.read);
}

async function beats(workers: BeatingWorkers): Promise<Row> {
  const took: number[] = [];
  for (const worker of workers.workers.keys()) {
    const began = performance.now();
    await workers.beat(worker);
    took.push(performance.now() - began);
  }
  return row(`heartbeat of a worker with ${PER_WORKER} tasks`, took, AIMS.heartbeat);
}

function row(what: string, times: ArrayLike<number>, aim?: number): Row {
  const ascending = Float64Array.from(times).sort();
  return [what, quantile(ascending, 0.5), quantile(ascending, 0.99), aim];
}

const line = ([what, p50, p99, aim]: Row): string =>
  `| ${what} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${aim ?? ''} |`;

void runBench(main);

import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CommonSettings } from '@switchyard/config';
import { generateSubtitleFilesTask } from '@switchyard/contracts';
import { Keys } from '@switchyard/redis';
import { TaskStore, storeSettings, type StoredTask, type TaskJob } from '@switchyard/task-store';
import { KeptJobs } from '@switchyard/testing';
import { GatewayRun } from '../gateway-run';
import { runBench } from '../machine/bench-process';
import { BenchRedis } from '../machine/bench-redis';
import { OUR_GATEWAY } from '../ours/our-side';
import { quantile } from '../statistics';
import { Clients } from './clients';
import { scrolledFrames } from './scroll';

const EVENTS = 30;
/** Tasks that are made at the same time. */
const BATCH = 500;

interface Row {
  what: string;
  clients: number;
  openMs: number;
  memoryKb: number;
  delays: number[];
}

/** Live views: memory of the gateway and delay with many readers, and frames of the page over a long list. */
async function main(directory: string): Promise<void> {
  const { values } = parseArgs({
    options: { clients: { type: 'string', default: '1000' }, tasks: { type: 'string', default: '100000' } },
  });
  const redis = await BenchRedis.start(mkdtempSync(join(directory, 'redis-')), 'none');
  const store = new TaskStore(redis.client, new Keys(), storeSettings(new CommonSettings()), new KeptJobs<TaskJob>());
  const share = join(directory, 'share');
  mkdirSync(share);
  const env = { SHARE_ROOT: share, MAX_STREAMS: '100000', PROBE_PORT: '0', LOG_LEVEL: 'warn' };
  const gateway = await GatewayRun.start(
    { name: 'Switchyard', gateway: [process.execPath, OUR_GATEWAY], env },
    redis,
    directory,
  );
  const count = Number(values.clients);
  const task = await create(store, 'watched');
  const run = `/ws/runs/${task.task_id}/events`;
  const rows = [
    await watched(gateway, store, task, { path: '/ws/monitor', count, ready: '"type":"node"' }),
    await watched(gateway, store, task, { path: run, count, ready: '"type":"event"' }),
  ];
  console.log(`\n${EVENTS} events, one after another; ${count} clients in one process beside the gateway\n`);
  console.log('| | memory a client, KiB | until all are open, s | delay p50, ms | delay p99, ms |');
  console.log(['| --- | ---: | ---: | ---: | ---: |', ...rows.map(lineOf)].join('\n'));

  for (let at = 0; at < Number(values.tasks); at += BATCH)
    await Promise.all(Array.from({ length: BATCH }, (_none, n) => create(store, `t${at + n}`)));
  const frames = Float64Array.from(await scrolledFrames(`http://127.0.0.1:${gateway.port}`)).sort();
  const [middle, slow] = [quantile(frames, 0.5), quantile(frames, 0.99)];
  console.log(
    `\nscrolling ${values.tasks} tasks: ${frames.length} frames, ${middle.toFixed(1)} ms p50, ${slow.toFixed(1)} ms p99`,
  );
  await gateway.stop();
  await redis.stop();
}

async function create(store: TaskStore, taskId: string): Promise<StoredTask> {
  const name = { taskName: generateSubtitleFilesTask.name, queue: 'wservice', priority: 5 };
  const rest = { input: {}, request: {}, maxAttempts: 1, timeoutSeconds: 60 };
  return (await store.transitions.create({ taskId, workflowId: taskId, ...name, ...rest }, 'bench')).task;
}

interface Watching {
  path: string;
  count: number;
  /** What the frame holds after which a client has what there was. */
  ready: string;
}

let marks = 0;

async function watched(
  gateway: GatewayRun,
  store: TaskStore,
  task: StoredTask,
  { path, count, ready }: Watching,
): Promise<Row> {
  const url = `http://127.0.0.1:${gateway.port}`;
  const before = await memoryOf(url);
  const clients = new Clients(url.replace('http', 'ws') + path);
  const began = performance.now();
  await clients.open(count, (frame) => frame.includes(ready));
  const openMs = performance.now() - began;
  const ref = { taskId: task.task_id, fence: task.fence, worker: 'bench' };
  for (let n = 0; n < EVENTS; n += 1) {
    const mark = (marks += 1);
    await clients.deliver(mark, () => store.transitions.note(ref, 'output', { bench_mark: mark }));
  }
  const memoryKb = (await memoryOf(url)) - before;
  await clients.close();
  return { what: path.replace(task.task_id, '{id}'), clients: count, openMs, memoryKb, delays: clients.delays };
}

/** What the gateway says it takes, in KiB. */
async function memoryOf(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\d+)/m.exec(text)?.[1]) / 1024;
}

function lineOf({ what, clients, openMs, memoryKb, delays }: Row): string {
  const ascending = Float64Array.from(delays).sort();
  const [middle, slow] = [quantile(ascending, 0.5), quantile(ascending, 0.99)];
  const cells = [what, (memoryKb / clients).toFixed(1), (openMs / 1000).toFixed(1), middle.toFixed(0), slow.toFixed(0)];
  return `| ${cells.join(' | ')} |`;
}

void runBench(main);

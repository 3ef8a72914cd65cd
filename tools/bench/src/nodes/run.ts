import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '@switchyard/testing';
import { Connection, type Reply } from '../load/connection';
import { requestBytes } from '../load/load';
import { BenchGateway } from '../machine/bench-gateway';
import { runBench } from '../machine/bench-process';
import { BenchRedis } from '../machine/bench-redis';
import { quantile } from '../statistics';

const NUMBERS_OF_NODES = [100, 10_000];
const SENDERS = 32;
const WAIT_SECONDS = 60;

interface Given {
  node: string;
  task_id: string;
  lease: string;
}

/** What nodes cost that wait for work, by their number; each gets one task, and no task goes to two. */
async function main(directory: string): Promise<void> {
  const rows: string[] = [];
  for (const count of NUMBERS_OF_NODES) rows.push(await round(mkdtempSync(join(directory, 'round-')), count));
  console.log('\nnodes that hold a request open; as many tasks, each given to one of them; milliseconds\n');
  console.log(
    '| nodes | sign of life p50 | p99 | submission p50 | p99 | tasks a second | result p50 | p99 | gateway |',
  );
  console.log(['| --- | --- | --- | --- | --- | --- | --- | --- | --- |', ...rows].join('\n'));
}

async function round(directory: string, count: number): Promise<string> {
  const redis = await BenchRedis.start(mkdtempSync(join(directory, 'redis-')), 'everysec');
  const env = { MAX_STREAMS: String(2 * count), MAX_NODES: String(count) };
  const gateway = await BenchGateway.start(redis, directory, { env });
  const nodes = Array.from({ length: count }, (_none, at) => `n${at}`);
  const beats = await timed(gateway, nodes, (node) => post('/internal/heartbeat', signOf(node)), 200);
  const { connections, polls } = await openPolls(gateway, nodes);
  await waitFor(`${count} waiting nodes`, async () => (await waitingNodes(gateway)) === count, WAIT_SECONDS * 1000);
  const memory = `${Math.round(gateway.residentMib)} MiB`;
  const began = performance.now();
  const code = { code: 'print(1)', resources: { cpu: 1, memory: 512 } };
  const submissions = await timed(gateway, nodes, () => post('/tasks', code), 202);
  const given = (await Promise.all(polls)).map(givenOf);
  const perSecond = count / ((performance.now() - began) / 1000);
  for (const connection of connections) connection.close();
  const different = new Set(given.map(({ task_id }) => task_id)).size;
  if (different !== count) throw new Error(`${count} nodes got ${different} different tasks`);
  const results = await timed(gateway, given, (one) => post('/internal/task/result', resultOf(one)), 200);
  const { total } = await gateway.ask<{ total: number }>('GET', '/tasks?status=completed');
  if (total !== count) throw new Error(`${total} of ${count} tasks are completed`);
  await gateway.stop();
  await redis.stop();
  return `| ${count} | ${[...both(beats), ...both(submissions), perSecond.toFixed(0), ...both(results), memory].join(' | ')} |`;
}

const post = (path: string, body: object): Buffer => requestBytes('POST', path, JSON.stringify(body));

const signOf = (node_id: string): object => ({
  ...{ node_id, status: 'idle', resources: { cpu_cores: 4, memory_mb: 8192 } },
  current_load: { cpu_percent: 1, memory_percent: 10 },
});

const resultOf = ({ task_id, lease }: Given): object => ({
  ...{ task_id, lease, status: 'success', result: '1\n', execution_time: 0.1, error_message: '' },
});

const waitingNodes = async (gateway: BenchGateway): Promise<number> =>
  (await gateway.ask<{ total_nodes_in_queue: number }>('GET', '/stats/nodes/queue?limit=1')).total_nodes_in_queue;

/** One request for each thing over a few connections. @returns milliseconds of each, ascending */
async function timed<T>(
  gateway: BenchGateway,
  all: readonly T[],
  request: (one: T) => Buffer,
  expect: number,
): Promise<Float64Array> {
  const took: number[] = [];
  let next = 0;
  const drive = async (): Promise<void> => {
    const connection = await Connection.open(gateway.port);
    for (let one = all[next++]; one !== undefined; one = all[next++]) {
      const began = performance.now();
      const { status, body } = await connection.request(request(one));
      took.push(performance.now() - began);
      if (status !== expect) throw new Error(`the gateway answered ${status}, not ${expect}: ${body}`);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: SENDERS }, drive));
  return Float64Array.from(took).sort();
}

/** Every node waits for work on a connection of its own. */
async function openPolls(
  gateway: BenchGateway,
  nodes: readonly string[],
): Promise<{ connections: Connection[]; polls: Promise<{ node: string; reply: Reply }>[] }> {
  const connections: Connection[] = [];
  const polls: Promise<{ node: string; reply: Reply }>[] = [];
  for (const node of nodes) {
    const connection = await Connection.open(gateway.port);
    connections.push(connection);
    const request = requestBytes('GET', `/internal/task/request?node_id=${node}&wait=${WAIT_SECONDS}`);
    polls.push(connection.request(request).then((reply) => ({ node, reply })));
  }
  return { connections, polls };
}

function givenOf({ node, reply }: { node: string; reply: Reply }): Given {
  const { task } = JSON.parse(reply.body) as { task?: { task_id: string; lease: string } };
  if (!task) throw new Error(`${node} got no task: ${reply.status} ${reply.body}`);
  return { node, task_id: task.task_id, lease: task.lease };
}

const both = (ascending: Float64Array): string[] => [0.5, 0.99].map((share) => quantile(ascending, share).toFixed(1));

void runBench(main);

import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '@switchyard/testing';
import { load, requestBytes } from '../load/load';
import { BenchGateway } from '../machine/bench-gateway';
import { runBench } from '../machine/bench-process';
import { BenchRedis } from '../machine/bench-redis';
import { quantile } from '../statistics';

const ROUTINES = 100;
const ITEMS = 20;
const SECONDS = 3;
/** What p99 shall stay under, ms. */
const AIM = 20;

/** A chain: each routine has executions behind it, and the last one lets nothing through while the bench lasts. */
function chain(): object {
  const ids = Array.from({ length: ROUTINES }, (_none, at) => `r${at}`);
  const last = ids.length - 1;
  const routines = Object.fromEntries(
    ids.map((id, at): [string, object] => {
      if (at === 0) return [id, { type: 'split', config: { value: 'numbers' } }];
      if (at === last) return [id, { type: 'delay', config: { seconds: 3600 } }];
      return [id, { type: 'map', config: { value: '$' } }];
    }),
  );
  return { flow_id: 'chain', routines, connections: ids.slice(1).map((id, at) => `r${at} -> ${id}`) };
}

/** How long a call over a hundred routines takes, while an engine lives and the job runs. */
async function main(directory: string): Promise<void> {
  const redis = await BenchRedis.start(mkdtempSync(join(directory, 'redis-')), 'everysec');
  const gateway = await BenchGateway.start(redis, directory, { beside: ['flow-engine'] });
  await gateway.ask('POST', '/api/flows', { flow: chain() });
  const data = { numbers: Array.from({ length: ITEMS }, (_none, at) => at) };
  const { job_id } = await gateway.ask<{ job_id: string }>('POST', '/api/jobs', { flow_id: 'chain', data });
  const at = `/api/jobs/${job_id}`;
  await waitFor(
    'the items before the last routine',
    async () => (await gateway.ask<{ queued: number; open: number }>('GET', at)).queued === ITEMS,
    60_000,
  );
  const paths = [
    ...[`${at}/monitoring`, `/api/jobs/monitoring?ids=${job_id}`, `${at}/queues/status`, `${at}/routines/status`],
    ...[`${at}/routines/r50/queue-status`, `${at}/state`, `${at}/metrics`, `${at}/trace`, at],
    ...['/api/flows/chain', '/api/flows/chain/routines/r50/info', '/api/flows/chain/metrics', `${at}/debug/session`],
  ];
  const lines: string[] = [];
  for (const path of paths) {
    const request = requestBytes('GET', path);
    await load(gateway.port, { connections: 1, seconds: 0.5, request, expect: 200 });
    const { latencies } = await load(gateway.port, { connections: 1, seconds: SECONDS, request, expect: 200 });
    const [p50, p99] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
    lines.push(`| GET ${path.replace(job_id, '{id}')} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${AIM} |`);
  }
  await redis.stop();
  console.log(`\na running job of ${ROUTINES} routines, ${ITEMS * ROUTINES} executions; milliseconds\n`);
  console.log(['| | p50 | p99 | aim, p99 |', '| --- | --- | --- | --- |', ...lines].join('\n'));
}

void runBench(main);

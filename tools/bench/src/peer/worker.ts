// The peer's worker: read the record, mark it done, write it back.
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { CONCURRENCY, QUEUE, TTL_SECONDS, stateKey, type PeerJob, type PeerRecord } from './record';

const url = process.env['REDIS_URL'] ?? '';
const redis = new Redis(url, { maxRetriesPerRequest: null });

async function finish({ workflow_id: id }: PeerJob): Promise<void> {
  const record = JSON.parse((await redis.get(stateKey(id))) ?? '{}') as PeerRecord;
  record.status = 'SUCCESS';
  record['completed_at'] = Date.now() / 1000;
  record['output'] = { path: `/share/workflows/${id}/out`, ok: true };
  await redis.setex(stateKey(id), TTL_SECONDS, JSON.stringify(record));
}

const worker = new Worker<PeerJob>(QUEUE, (job) => finish(job.data), {
  connection: { url, maxRetriesPerRequest: null },
  concurrency: CONCURRENCY,
});
worker.on('error', (error) => process.stderr.write(`${String(error)}\n`));

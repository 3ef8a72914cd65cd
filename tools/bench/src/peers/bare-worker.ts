// The worker of the bare stack: read the record, mark it done, write it back.
import 'reflect-metadata';
import { BullModule, OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Job } from 'bullmq';
import { Redis } from 'ioredis';
import { CONCURRENCY, QUEUE, TTL_SECONDS, stateKey, type PeerJob, type PeerRecord } from './record';

const connection = { url: process.env['REDIS_URL'] ?? '', maxRetriesPerRequest: null };
const redis = new Redis(connection.url, { maxRetriesPerRequest: null });

@Processor(QUEUE, { concurrency: CONCURRENCY })
class BareProcessor extends WorkerHost {
  async process({ data: { workflow_id: id } }: Job<PeerJob>): Promise<void> {
    const record = JSON.parse((await redis.get(stateKey(id))) ?? '{}') as PeerRecord;
    record.status = 'SUCCESS';
    record['completed_at'] = Date.now() / 1000;
    record['output'] = { path: `/share/workflows/${id}/out`, ok: true };
    await redis.setex(stateKey(id), TTL_SECONDS, JSON.stringify(record));
  }

  @OnWorkerEvent('error')
  onError(error: Error): void {
    process.stderr.write(`${String(error)}\n`);
  }
}

@Module({
  imports: [BullModule.forRoot({ connection }), BullModule.registerQueue({ name: QUEUE })],
  providers: [BareProcessor],
})
class BareModule {}

void NestFactory.createApplicationContext(BareModule, { logger: false });

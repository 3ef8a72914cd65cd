// The peer is the bare stack on purpose: Nest on Fastify, one SETEX, one Queue.add, nothing of ours.
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Module, NotFoundException, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { QUEUE, TTL_SECONDS, stateKey, type PeerJob, type PeerRecord } from './record';

interface PeerRequest {
  task_name?: unknown;
  task_id?: string;
  input_data?: unknown;
}

const url = process.env['REDIS_URL'] ?? '';
const redis = new Redis(url, { maxRetriesPerRequest: null });
const queue = new Queue<PeerJob>(QUEUE, { connection: { url, maxRetriesPerRequest: null } });

@Controller()
class PeerController {
  @Post('/v1/tasks')
  @HttpCode(202)
  async submit(@Body() body: PeerRequest): Promise<object> {
    if (typeof body?.task_name !== 'string') throw new NotFoundException();
    const id = body.task_id ?? randomUUID();
    const record = recordOf(id, body.task_name, body.input_data);
    await redis.setex(stateKey(id), TTL_SECONDS, JSON.stringify(record));
    const job = { workflow_id: id, input_params: record.input_params };
    await queue.add('run', job, { removeOnComplete: true, removeOnFail: 100 });
    return { task_id: id, status: 'PENDING', status_url: `/v1/tasks/${id}` };
  }

  @Get('/v1/tasks/:id')
  async status(@Param('id') id: string): Promise<unknown> {
    const text = await redis.get(stateKey(id));
    if (!text) throw new NotFoundException();
    return JSON.parse(text);
  }

  @Get('/health/ready')
  ready(): object {
    return { ok: true };
  }
}

@Module({ controllers: [PeerController] })
class PeerModule {}

const recordOf = (id: string, taskName: string, inputData: unknown): PeerRecord => ({
  workflow_id: id,
  task_name: taskName,
  status: 'PENDING',
  create_time: Date.now() / 1000,
  shared_storage_path: `/share/workflows/${id}`,
  input_params: { input_data: inputData },
  stages: { [taskName]: { status: 'PENDING', start_time: null, duration: 0 } },
  error_message: null,
});

async function main(): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(PeerModule, new FastifyAdapter(), { logger: false });
  await app.listen(Number(process.env['PORT']), '127.0.0.1');
}

void main();

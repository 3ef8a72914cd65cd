// The bare stack on purpose: Nest on Fastify, a DTO and a pipe, one SETEX, one Queue.add, nothing of ours.
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { BullModule, InjectQueue } from '@nestjs/bullmq';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Module,
  NotFoundException,
  Param,
  Post,
  ValidationPipe,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Queue } from 'bullmq';
import { IsObject, IsOptional, IsString } from 'class-validator';
import { Redis } from 'ioredis';
import { QUEUE, TTL_SECONDS, stateKey, type PeerJob, type PeerRecord } from './record';

const connection = { url: process.env['REDIS_URL'] ?? '', maxRetriesPerRequest: null };
const redis = new Redis(connection.url, { maxRetriesPerRequest: null });

class BareSubmission {
  @IsString() task_name!: string;
  @IsObject() input_data!: Record<string, unknown>;
  @IsOptional() @IsString() task_id?: string;
}

@Controller()
class BareController {
  constructor(@InjectQueue(QUEUE) private readonly queue: Queue<PeerJob>) {}

  @Post('v1/tasks')
  @HttpCode(202)
  async submit(@Body() submission: BareSubmission): Promise<object> {
    const id = submission.task_id ?? randomUUID();
    const record = recordOf(id, submission);
    await redis.setex(stateKey(id), TTL_SECONDS, JSON.stringify(record));
    const job = { workflow_id: id, input_params: record.input_params };
    await this.queue.add('run', job, { removeOnComplete: true, removeOnFail: 100 });
    return { task_id: id, status: 'PENDING', status_url: `/v1/tasks/${id}` };
  }

  @Get('v1/tasks/:id')
  async status(@Param('id') id: string): Promise<unknown> {
    const text = await redis.get(stateKey(id));
    if (!text) throw new NotFoundException();
    return JSON.parse(text);
  }

  @Get('health/ready')
  ready(): object {
    return { ok: true };
  }
}

@Module({
  imports: [BullModule.forRoot({ connection }), BullModule.registerQueue({ name: QUEUE })],
  controllers: [BareController],
})
class BareModule {}

const recordOf = (id: string, { task_name, input_data }: BareSubmission): PeerRecord => ({
  workflow_id: id,
  task_name,
  status: 'PENDING',
  create_time: Date.now() / 1000,
  shared_storage_path: `/share/workflows/${id}`,
  input_params: { input_data },
  stages: { [task_name]: { status: 'PENDING', start_time: null, duration: 0 } },
  error_message: null,
});

async function main(): Promise<void> {
  const app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), { logger: false });
  app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true }));
  await app.listen(Number(process.env['PORT']), '127.0.0.1');
}

void main();

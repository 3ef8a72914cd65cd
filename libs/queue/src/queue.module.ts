import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { Module, type DynamicModule } from '@nestjs/common';
import { CATALOGUE, tasksOf, type ServiceName, type TaskDefinition } from '@switchyard/contracts';
import { LOGGER, isTracing, type Logger } from '@switchyard/observability';
import { Keys, RedisConnection } from '@switchyard/redis';
import { LANES, queueName } from '@switchyard/task-store';
import type { Queue, QueueOptions } from 'bullmq';
import { BullMQOtel } from 'bullmq-otel';
import { BullJobs } from './bull-jobs';

/** The queues that tasks of a service may wait in. */
export const queuesOf = (service: ServiceName): string[] => [...new Set(tasksOf(service).flatMap(queuesOfTask))];

const queuesOfTask = ({ service, device }: TaskDefinition): string[] =>
  (device === 'cpu' ? (['cpu'] as const) : LANES).map((lane) => queueName(service, lane));

/** Every queue that a task of the catalogue may wait in. */
export const QUEUES: readonly string[] = [...new Set(CATALOGUE.flatMap(queuesOfTask))];

/** BullMQ keeps nothing of a job that has ended: the record of its task says what became of it. */
const queueOptions = ({ client }: RedisConnection, keys: Keys): QueueOptions => ({
  connection: client,
  prefix: keys.queuePrefix,
  defaultJobOptions: { attempts: 1, removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } },
  streams: { events: { maxLen: 1000 } },
  ...(isTracing() ? { telemetry: new BullMQOtel({ tracerName: 'switchyard' }) } : {}),
});

const jobs = {
  provide: BullJobs,
  inject: [LOGGER, ...QUEUES.map((name) => getQueueToken(name))],
  useFactory: (log: Logger, ...queues: Queue[]) =>
    new BullJobs(new Map(queues.map((queue) => [queue.name, queue])), (error) =>
      log.warn({ event: 'queue.error', error: error.message }),
    ),
};

/** Queues named by the catalogue, on the connection of the process. */
@Module({})
export class QueueModule {
  static forRoot(): DynamicModule {
    return {
      module: QueueModule,
      global: true,
      imports: [
        BullModule.forRootAsync({ inject: [RedisConnection, Keys], useFactory: queueOptions }),
        BullModule.registerQueue(...QUEUES.map((name) => ({ name }))),
      ],
      providers: [jobs],
      exports: [BullJobs, BullModule],
    };
  }
}

import { Module, type FactoryProvider } from '@nestjs/common';
import { FlowStore, JobMonitor, JobReader, JobStore } from '@switchyard/flows';
import { FlowQueue, FlowQueueModule } from '@switchyard/queue';
import { Keys, RedisConnection } from '@switchyard/redis';
import { GatewaySettings } from '../gateway.settings';
import { TasksModule } from '../tasks/tasks.module';
import { FlowsController } from './flows.controller';
import { JobDebugController } from './job-debug.controller';
import { JobMonitorGateway } from './job-monitor.gateway';
import { JobWaits } from './job-waits';
import { JobWatchController } from './job-watch.controller';
import { JobsController } from './jobs.controller';
import { OwnFlows } from './own-flows';
import { OwnJobs } from './own-jobs';
import { StartJob } from './start-job';
import { SteerJob } from './steer-job';

const OF_REDIS = [FlowStore, JobReader, JobMonitor].map((type) => ({
  provide: type,
  inject: [RedisConnection, Keys],
  useFactory: ({ client }: RedisConnection, keys: Keys) => new type(client, keys),
}));

const jobStore: FactoryProvider<JobStore> = {
  provide: JobStore,
  inject: [RedisConnection, Keys, GatewaySettings, FlowQueue],
  useFactory: ({ client }: RedisConnection, keys: Keys, { eventsMax, stateTtl }: GatewaySettings, queue: FlowQueue) =>
    new JobStore(client, keys, { eventsMax, stateTtlMs: stateTtl * 1000 }, queue),
};

/** Flows, and the jobs that run on them. */
@Module({
  imports: [FlowQueueModule, TasksModule],
  controllers: [FlowsController, JobsController, JobWatchController, JobDebugController],
  exports: [JobReader],
  providers: [...OF_REDIS, jobStore, OwnFlows, OwnJobs, StartJob, SteerJob, JobWaits, JobMonitorGateway],
})
export class FlowsModule {}

import { Module } from '@nestjs/common';
import type { RunSource } from './run';
import { MonitoringModule } from '../monitoring/monitoring.module';
import { NodesModule } from '../nodes/nodes.module';
import { QueuesModule } from '../queues/queues.module';
import { TasksModule } from '../tasks/tasks.module';
import { FlowsModule } from '../flows/flows.module';
import { CodeRuns } from './code-runs';
import { FlowRuns } from './flow-runs';
import { LiveEventsController } from './live-events.controller';
import { LiveMetrics } from './live-metrics';
import { MonitorFacts } from './monitor-facts';
import { MonitorFeed } from './monitor-feed';
import { MonitorGateway } from './monitor.gateway';
import { RunNews } from './run-news';
import { RunEventsGateway } from './run-events.gateway';
import { RunsController } from './runs.controller';
import { RUN_SOURCES, RunsService } from './runs.service';
import { TaskRuns } from './task-runs';

@Module({
  imports: [FlowsModule, MonitoringModule, NodesModule, QueuesModule, TasksModule],
  controllers: [LiveEventsController, RunsController],
  providers: [
    RunsService,
    RunEventsGateway,
    MonitorGateway,
    LiveMetrics,
    MonitorFeed,
    MonitorFacts,
    RunNews,
    TaskRuns,
    CodeRuns,
    FlowRuns,
    { provide: RUN_SOURCES, inject: [TaskRuns, CodeRuns, FlowRuns], useFactory: (...all: RunSource[]) => all },
  ],
})
export class RunsModule {}

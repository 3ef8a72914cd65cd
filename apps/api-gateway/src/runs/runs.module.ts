import { Module } from '@nestjs/common';
import type { RunSource } from './run';
import { TasksModule } from '../tasks/tasks.module';
import { RunEventsGateway } from './run-events.gateway';
import { RunsController } from './runs.controller';
import { RUN_SOURCES, RunsService } from './runs.service';
import { TaskRuns } from './task-runs';

@Module({
  imports: [TasksModule],
  controllers: [RunsController],
  providers: [
    RunsService,
    RunEventsGateway,
    TaskRuns,
    { provide: RUN_SOURCES, inject: [TaskRuns], useFactory: (...all: RunSource[]) => all },
  ],
})
export class RunsModule {}

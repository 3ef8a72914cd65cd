import { Module } from '@nestjs/common';
import type { RunSource } from './run';
import { RunsController } from './runs.controller';
import { RUN_SOURCES, RunsService } from './runs.service';
import { TaskRuns } from './task-runs';

@Module({
  controllers: [RunsController],
  providers: [
    RunsService,
    TaskRuns,
    { provide: RUN_SOURCES, inject: [TaskRuns], useFactory: (...all: RunSource[]) => all },
  ],
})
export class RunsModule {}

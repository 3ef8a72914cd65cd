import { Module } from '@nestjs/common';
import { CatalogController } from './catalog.controller';
import { EventsController } from './events.controller';
import { OpenStreams } from './open-streams';
import { OutlookService } from './outlook';
import { StandardAttempts } from './standard-attempts';
import { SubmitService } from './submit.service';
import { TaskEndingService } from './task-ending';
import { TaskMetrics } from './task-metrics';
import { TasksController } from './tasks.controller';

@Module({
  controllers: [CatalogController, EventsController, TasksController],
  providers: [OpenStreams, OutlookService, StandardAttempts, SubmitService, TaskEndingService, TaskMetrics],
})
export class TasksModule {}

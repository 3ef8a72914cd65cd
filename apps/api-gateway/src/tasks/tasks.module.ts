import { Module } from '@nestjs/common';
import { CatalogController } from './catalog.controller';
import { EventsController } from './events.controller';
import { OutlookService } from './outlook';
import { SubmitService } from './submit.service';
import { Sweeper } from './sweeper';
import { TaskEndingService } from './task-ending';
import { TaskMetrics } from './task-metrics';
import { TasksController } from './tasks.controller';

@Module({
  controllers: [CatalogController, EventsController, TasksController],
  providers: [OutlookService, SubmitService, Sweeper, TaskEndingService, TaskMetrics],
})
export class TasksModule {}

import { Module } from '@nestjs/common';
import { Egress, InputEgress, callbackEgress, inputEgress } from '@switchyard/egress';
import { FilesModule } from '../files/files.module';
import { GatewaySettings } from '../gateway.settings';
import { CallbacksController } from './callbacks.controller';
import { CatalogController } from './catalog.controller';
import { EventsController } from './events.controller';
import { OpenStreams } from './open-streams';
import { OutlookService } from './outlook';
import { OwnTasks } from './own-tasks';
import { QueueRoom } from './queue-room';
import { StandardAttempts } from './standard-attempts';
import { SubmitService } from './submit.service';
import { TaskEndingService } from './task-ending';
import { TaskMetrics } from './task-metrics';
import { TasksController } from './tasks.controller';
import { BatchService } from './batch';
import { ContentDigests } from './content-digests';
import { Downloads } from './downloads';
import { DryRunService } from './dry-run';
import { InputPaths } from './input-paths';
import { SubmissionAnswers } from './submission-answers';
import { SubmissionsController } from './submissions.controller';
import { TaskEnds } from './task-ends';

@Module({
  imports: [FilesModule],
  exports: [FilesModule, OpenStreams, OutlookService, OwnTasks, SubmitService, TaskEnds],
  controllers: [CallbacksController, CatalogController, EventsController, SubmissionsController, TasksController],
  providers: [
    ...[BatchService, ContentDigests, Downloads, DryRunService, InputPaths, SubmissionAnswers, TaskEnds],
    ...[
      OpenStreams,
      OutlookService,
      OwnTasks,
      QueueRoom,
      StandardAttempts,
      SubmitService,
      TaskEndingService,
      TaskMetrics,
    ],
    {
      provide: Egress,
      inject: [GatewaySettings],
      useFactory: ({ callbackAllow }: GatewaySettings) => callbackEgress(callbackAllow),
    },
    {
      provide: InputEgress,
      inject: [GatewaySettings],
      useFactory: ({ inputAllow }: GatewaySettings) => inputEgress(inputAllow),
    },
  ],
})
export class TasksModule {}

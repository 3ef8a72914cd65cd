import { Module } from '@nestjs/common';
import { TasksModule } from '../tasks/tasks.module';
import { ModelNames } from './model-names';
import { TaskWaits } from './task-call';
import { TaskCalls } from './task-calls';
import { Transcripts } from './transcripts';

/** What the interfaces share that programs speak already. */
@Module({
  imports: [TasksModule],
  providers: [ModelNames, TaskCalls, TaskWaits, Transcripts],
  exports: [ModelNames, TaskCalls, Transcripts],
})
export class TaskCallsModule {}

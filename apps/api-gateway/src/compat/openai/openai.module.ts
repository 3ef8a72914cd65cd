import { Module } from '@nestjs/common';
import { TasksModule } from '../../tasks/tasks.module';
import { ModelNames } from '../model-names';
import { TaskWaits } from '../task-call';
import { TaskCalls } from '../task-calls';
import { AudioController } from './audio.controller';
import { ChatController } from './chat.controller';
import { SpeechController } from './speech.controller';
import { ModelsController } from './models.controller';
import { TranscriptionsService } from './transcriptions.service';

/** OpenAI's interface to speech and language models. */
@Module({
  imports: [TasksModule],
  controllers: [AudioController, ChatController, ModelsController, SpeechController],
  providers: [ModelNames, TaskCalls, TaskWaits, TranscriptionsService],
})
export class OpenAiModule {}

import { Module } from '@nestjs/common';
import { TaskCallsModule } from '../task-calls.module';
import { AudioController } from './audio.controller';
import { ChatController } from './chat.controller';
import { SpeechController } from './speech.controller';
import { ModelsController } from './models.controller';
import { TranscriptionsService } from './transcriptions.service';

/** OpenAI's interface to speech and language models. */
@Module({
  imports: [TaskCallsModule],
  controllers: [AudioController, ChatController, ModelsController, SpeechController],
  providers: [TranscriptionsService],
})
export class OpenAiModule {}

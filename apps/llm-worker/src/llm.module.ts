import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { EngineModule } from '@switchyard/worker-kit';
import { AiOptimize } from './ai-optimize.task';
import { Chat } from './chat.task';
import { LanguageModels } from './language-models';
import { LlmModels } from './local/llm-models';
import { ProcessText } from './process-text.task';
import { ProvidersModule } from './provider/providers.module';
import { TranslateSubtitles } from './translate-subtitles.task';

@Module({
  imports: [
    ProvidersModule,
    EngineModule.forFeature({ name: 'llm', script: join(__dirname, 'llm.engine.js'), needs: LlmModels }),
  ],
  providers: [LanguageModels, ProcessText, Chat, TranslateSubtitles, AiOptimize],
})
export class LlmModule {}

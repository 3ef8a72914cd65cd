import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { EngineModule } from '@switchyard/worker-kit';
import { LanguageModels } from './language-models';
import { LlmModels } from './local/llm-models';
import { ProcessText } from './process-text.task';
import { ProvidersModule } from './provider/providers.module';

@Module({
  imports: [
    ProvidersModule,
    EngineModule.forFeature({ name: 'llm', script: join(__dirname, 'llm.engine.js'), needs: LlmModels }),
  ],
  providers: [LanguageModels, ProcessText],
})
export class LlmModule {}

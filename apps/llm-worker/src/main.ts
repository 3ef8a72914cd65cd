import { runWorker } from '@switchyard/worker-kit';
import { LOCAL_PROVIDER } from '@switchyard/contracts';
import { LlmModule } from './llm.module';
import { LlmSettings } from './llm.settings';

void runWorker({
  service: 'llm',
  module: LlmModule,
  settings: LlmSettings,
  usesGpus: ({ llmProvider }) => llmProvider === LOCAL_PROVIDER,
});

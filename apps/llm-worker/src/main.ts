import { runWorker } from '@switchyard/worker-kit';
import { LlmModule } from './llm.module';
import { LlmSettings } from './llm.settings';

void runWorker({ service: 'llm', module: LlmModule, settings: LlmSettings });

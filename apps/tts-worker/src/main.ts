import { runWorker } from '@switchyard/worker-kit';
import { TtsModule } from './tts.module';
import { TtsSettings } from './tts.settings';

void runWorker({ service: 'tts', module: TtsModule, settings: TtsSettings });

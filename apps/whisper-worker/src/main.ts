import { runWorker } from '@switchyard/worker-kit';
import { WhisperModule } from './whisper.module';
import { WhisperSettings } from './whisper.settings';

void runWorker({ service: 'faster_whisper', module: WhisperModule, settings: WhisperSettings });

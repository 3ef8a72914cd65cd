import { runWorker } from '@switchyard/worker-kit';
import { AudioSeparatorModule } from './audio-separator.module';
import { AudioSeparatorSettings } from './audio-separator.settings';

void runWorker({ service: 'audio_separator', module: AudioSeparatorModule, settings: AudioSeparatorSettings });

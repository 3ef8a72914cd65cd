import { runWorker } from '@switchyard/worker-kit';
import { PyannoteModule } from './pyannote.module';
import { PyannoteSettings } from './pyannote.settings';

void runWorker({ service: 'pyannote_audio', module: PyannoteModule, settings: PyannoteSettings });

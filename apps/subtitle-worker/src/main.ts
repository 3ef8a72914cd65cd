import { runWorker } from '@switchyard/worker-kit';
import { SubtitleModule } from './subtitle.module';
import { SubtitleSettings } from './subtitle-settings';

void runWorker({ service: 'wservice', module: SubtitleModule, settings: SubtitleSettings });

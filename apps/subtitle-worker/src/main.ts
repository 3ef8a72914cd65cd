import { runWorker } from '@switchyard/worker-kit';
import { SubtitleModule } from './subtitle.module';

void runWorker({ service: 'wservice', module: SubtitleModule });

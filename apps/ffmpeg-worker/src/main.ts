import { runWorker } from '@switchyard/worker-kit';
import { FfmpegModule } from './ffmpeg.module';

void runWorker({ service: 'ffmpeg', module: FfmpegModule });

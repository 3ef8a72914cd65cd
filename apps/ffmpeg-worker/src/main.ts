import { runWorker } from '@switchyard/worker-kit';
import { FfmpegModule } from './ffmpeg.module';
import { FfmpegSettings } from './ffmpeg.settings';

void runWorker({ service: 'ffmpeg', module: FfmpegModule, settings: FfmpegSettings });

import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { EnginePool } from '@switchyard/engine';
import { join } from 'node:path';
import { BurnSubtitles } from './burn-subtitles.task';
import { CropSubtitleImages } from './crop-subtitle-images.task';
import { ExtractAudio } from './extract-audio.task';
import { ExtractKeyframes } from './extract-keyframes.task';
import { FfmpegJobs } from './ffmpeg-jobs';
import type { FfmpegMethods } from './ffmpeg-methods';
import { FfmpegSettings } from './ffmpeg.settings';
import { Probe } from './probe.task';

const engine = {
  provide: EnginePool,
  inject: [FfmpegSettings],
  useFactory: (settings: FfmpegSettings) =>
    new EnginePool<FfmpegMethods>({
      name: 'ffmpeg',
      script: join(__dirname, 'ffmpeg.engine.js'),
      size: settings.concurrency,
      idleSeconds: settings.engineIdle,
    }),
};

@Module({ providers: [engine, FfmpegJobs, Probe, ExtractAudio, ExtractKeyframes, CropSubtitleImages, BurnSubtitles] })
export class FfmpegModule implements OnApplicationShutdown {
  constructor(@Inject(EnginePool) private readonly engines: EnginePool<FfmpegMethods>) {}

  async onApplicationShutdown(): Promise<void> {
    await this.engines.close();
  }
}

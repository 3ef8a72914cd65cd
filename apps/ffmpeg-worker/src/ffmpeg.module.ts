import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { EngineModule } from '@switchyard/worker-kit';
import { BurnSubtitles } from './burn-subtitles.task';
import { CropSubtitleImages } from './crop-subtitle-images.task';
import { ExtractAudio } from './extract-audio.task';
import { ExtractKeyframes } from './extract-keyframes.task';
import { FfmpegJobs } from './ffmpeg-jobs';
import { Mux } from './mux.task';
import { Probe } from './probe.task';
import { SplitAudio } from './split-audio.task';

@Module({
  imports: [EngineModule.forFeature({ name: 'ffmpeg', script: join(__dirname, 'ffmpeg.engine.js') })],
  providers: [FfmpegJobs, Probe, ExtractAudio, ExtractKeyframes, CropSubtitleImages, BurnSubtitles, Mux, SplitAudio],
})
export class FfmpegModule {}

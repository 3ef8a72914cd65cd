import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { EngineModule } from '@switchyard/worker-kit';
import { CreateStitchedImages } from './create-stitched-images.task';
import { DetectSubtitleArea } from './detect-subtitle-area.task';
import { ExtractSubtitles } from './extract-subtitles.task';
import { OcrModels } from './ocr-models';
import { PerformOcr } from './perform-ocr.task';
import { PostprocessAndFinalize } from './postprocess-and-finalize.task';

@Module({
  imports: [EngineModule.forFeature({ name: 'ocr', script: join(__dirname, 'ocr.engine.js'), needs: OcrModels })],
  providers: [DetectSubtitleArea, CreateStitchedImages, PerformOcr, PostprocessAndFinalize, ExtractSubtitles],
})
export class OcrModule {}

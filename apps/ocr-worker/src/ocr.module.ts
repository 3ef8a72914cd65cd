import { join } from 'node:path';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { EnginePool } from '@switchyard/engine';
import { WORKER_NEEDS } from '@switchyard/worker-kit';
import { CreateStitchedImages } from './create-stitched-images.task';
import { DetectSubtitleArea } from './detect-subtitle-area.task';
import { ExtractSubtitles } from './extract-subtitles.task';
import type { OcrMethods } from './ocr-methods';
import { OcrModels } from './ocr-models';
import { OcrSettings } from './ocr.settings';
import { PerformOcr } from './perform-ocr.task';
import { PostprocessAndFinalize } from './postprocess-and-finalize.task';

const engine = {
  provide: EnginePool,
  inject: [OcrSettings],
  useFactory: (settings: OcrSettings) =>
    new EnginePool<OcrMethods>({
      name: 'ocr',
      script: join(__dirname, 'ocr.engine.js'),
      size: settings.concurrency,
      idleSeconds: settings.engineIdle,
    }),
};

@Module({
  providers: [
    engine,
    OcrModels,
    { provide: WORKER_NEEDS, useExisting: OcrModels },
    DetectSubtitleArea,
    CreateStitchedImages,
    PerformOcr,
    PostprocessAndFinalize,
    ExtractSubtitles,
  ],
})
export class OcrModule implements OnApplicationShutdown {
  constructor(@Inject(EnginePool) private readonly engines: EnginePool<OcrMethods>) {}

  async onApplicationShutdown(): Promise<void> {
    await this.engines.close();
  }
}

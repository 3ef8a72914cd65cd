import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { EngineModule } from '@switchyard/worker-kit';
import { RemoveSubtitles } from './remove-subtitles.task';

@Module({
  imports: [EngineModule.forFeature({ name: 'inpainting', script: join(__dirname, 'inpainting.engine.js') })],
  providers: [RemoveSubtitles],
})
export class InpaintingModule {}

import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { EngineModule, LocalModels } from '@switchyard/worker-kit';
import { RemoveArea } from './remove-area.task';
import { RemoveSubtitles } from './remove-subtitles.task';
import { RepaintJobs } from './repaint-jobs';

@Module({
  imports: [EngineModule.forFeature({ name: 'inpainting', script: join(__dirname, 'inpainting.engine.js') })],
  providers: [LocalModels, RepaintJobs, RemoveSubtitles, RemoveArea],
})
export class InpaintingModule {}

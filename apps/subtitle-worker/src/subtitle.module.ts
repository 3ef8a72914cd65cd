import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { EngineModule } from '@switchyard/worker-kit';
import { SubtitleTasks } from './subtitle.task';

@Module({
  imports: [EngineModule.forFeature({ name: 'subtitles', script: join(__dirname, 'subtitle.engine.js') })],
  providers: [SubtitleTasks],
})
export class SubtitleModule {}

import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { EngineModule } from '@switchyard/worker-kit';
import { SeparateVocals } from './separate-vocals.task';
import { SeparatorModels } from './separator-models';

const script = join(__dirname, 'audio-separator.engine.js');

@Module({
  imports: [EngineModule.forFeature({ name: 'audio-separator', script, needs: SeparatorModels })],
  providers: [SeparateVocals],
})
export class AudioSeparatorModule {}

import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { EngineModule } from '@switchyard/worker-kit';
import { DiarizationModel } from './diarization-model';
import { DiarizeSpeakers } from './diarize-speakers.task';
import { ReadDiarization } from './read-diarization.task';

const script = join(__dirname, 'pyannote.engine.js');

@Module({
  imports: [EngineModule.forFeature({ name: 'pyannote', script, needs: DiarizationModel })],
  providers: [DiarizeSpeakers, ReadDiarization],
})
export class PyannoteModule {}

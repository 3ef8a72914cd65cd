import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { EngineModule } from '@switchyard/worker-kit';
import { TranscribeAudio } from './transcribe-audio.task';
import { WhisperModelPlaces } from './whisper-models';

const script = join(__dirname, 'whisper.engine.js');

@Module({
  imports: [EngineModule.forFeature({ name: 'whisper', script, needs: WhisperModelPlaces })],
  providers: [TranscribeAudio],
})
export class WhisperModule {}

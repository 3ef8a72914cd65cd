import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { EngineModule } from '@switchyard/worker-kit';
import { GenerateSpeech } from './generate-speech.task';
import { ListVoices } from './list-voices.task';
import { SpeakSubtitles } from './speak-subtitles.task';
import { Voices } from './voices';

@Module({
  imports: [EngineModule.forFeature({ name: 'tts', script: join(__dirname, 'tts.engine.js'), needs: Voices })],
  providers: [GenerateSpeech, SpeakSubtitles, ListVoices],
})
export class TtsModule {}

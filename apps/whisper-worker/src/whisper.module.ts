import { join } from 'node:path';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { EnginePool } from '@switchyard/engine';
import { WORKER_NEEDS } from '@switchyard/worker-kit';
import { TranscribeAudio } from './transcribe-audio.task';
import type { WhisperMethods } from './whisper-methods';
import { WhisperModelPlaces } from './whisper-models';
import { WhisperSettings } from './whisper.settings';

const engine = {
  provide: EnginePool,
  inject: [WhisperSettings],
  useFactory: (settings: WhisperSettings) =>
    new EnginePool<WhisperMethods>({
      name: 'whisper',
      script: join(__dirname, 'whisper.engine.js'),
      size: settings.concurrency,
      idleSeconds: settings.engineIdle,
    }),
};

@Module({
  providers: [engine, WhisperModelPlaces, { provide: WORKER_NEEDS, useExisting: WhisperModelPlaces }, TranscribeAudio],
})
export class WhisperModule implements OnApplicationShutdown {
  constructor(@Inject(EnginePool) private readonly engines: EnginePool<WhisperMethods>) {}

  async onApplicationShutdown(): Promise<void> {
    await this.engines.close();
  }
}

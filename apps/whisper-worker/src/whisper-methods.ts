import type { EngineIdentity, ModelIdentity } from '@switchyard/contracts';
import type { FileJob, HeardFile } from './long-audio/transcribe-file';

/** Where an engine finds a Whisper model. */
export interface ModelPlace {
  modelsDir: string;
  /** What outputs call it. */
  name: string;
  /** A directory with a CTranslate2 model; without it the model is that of the catalogue. */
  directory?: string;
}

/** One file to transcribe. */
export interface TranscribeJob extends Omit<FileJob, 'modelSha256'> {
  model: ModelPlace;
  /** Directory of the VAD model. */
  vadDirectory: string;
  /** `cpu` where the task holds no GPU. */
  device: 'auto' | 'cpu' | 'cuda';
  threads: number;
  lanes: number;
}

/** What was heard, with what; `degraded` also says what was done otherwise than asked for. */
export interface Transcript extends HeardFile {
  model: ModelIdentity;
  engine: EngineIdentity;
  device: 'cpu' | 'cuda';
}

/** What the whisper engine's process does. */
export interface WhisperMethods {
  transcribe(job: TranscribeJob): Promise<Transcript>;
}

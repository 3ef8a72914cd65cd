import { serveEngine } from '@switchyard/engine';
import { LoadedModel } from './loaded-model';
import { transcribeJob } from './transcribe-job';
import type { WhisperMethods } from './whisper-methods';

const loaded = new LoadedModel();

serveEngine<WhisperMethods>({ transcribe: (job, work) => transcribeJob(job, loaded, work) });

import { serveEngine } from '@switchyard/engine';
import { diarizeFile } from './diarize-file';
import { LoadedModels } from './loaded-models';
import type { PyannoteMethods } from './pyannote-methods';

const loaded = new LoadedModels();

serveEngine<PyannoteMethods>({ diarize: (job, work) => diarizeFile(job, () => loaded.get(job.model), work) });

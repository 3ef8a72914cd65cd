import { serveEngine } from '@switchyard/engine';
import type { AudioSeparatorMethods } from './audio-separator-methods';
import { LoadedNetwork } from './loaded-network';
import { separateFile } from './separate-file';

const loaded = new LoadedNetwork();

serveEngine<AudioSeparatorMethods>({ separate: (job, work) => separateFile(job, () => loaded.get(job.model), work) });

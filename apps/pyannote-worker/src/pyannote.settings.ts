import { IntegerField, TextField } from '@switchyard/contracts';
import { ModelSettings } from '@switchyard/worker-kit';

/** What the pyannote worker needs to know. */
export class PyannoteSettings extends ModelSettings {
  @TextField({ description: 'diarization model, by its name in the model catalogue' })
  diarizationModel = 'pyannote-campplus';

  @IntegerField({ description: 'threads of one diarization; 0: the cores, at most 4', minimum: 0, maximum: 256 })
  diarizationThreads = 0;
}

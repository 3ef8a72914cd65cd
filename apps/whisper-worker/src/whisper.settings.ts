import { IntegerField, NumberField, TextField } from '@switchyard/contracts';
import { ModelSettings } from '@switchyard/worker-kit';

/** What the whisper worker needs to know. */
export class WhisperSettings extends ModelSettings {
  @TextField({ description: 'Whisper model that is used when a task names none: a name, or a directory with one' })
  whisperModel = 'base';

  @IntegerField({ description: 'threads of one transcription; 0: the cores, at most 4', minimum: 0, maximum: 256 })
  whisperThreads = 0;

  @IntegerField({
    description:
      'parts of one long audio that are transcribed at once, each with the model in memory; 0: as many as the cores allow',
    minimum: 0,
    maximum: 64,
  })
  whisperLanes = 0;

  @NumberField({
    description:
      'length of the parts a long audio is cut into, up to a quarter more or less; a crash costs at most one part of each lane',
    unit: 'seconds',
    minimum: 5,
    maximum: 3600,
  })
  whisperChunk = 240;
}

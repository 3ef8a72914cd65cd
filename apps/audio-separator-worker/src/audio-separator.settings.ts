import { IntegerField, TextField } from '@switchyard/contracts';
import { ModelSettings } from '@switchyard/worker-kit';

/** What the audio-separator worker needs to know. */
export class AudioSeparatorSettings extends ModelSettings {
  @TextField({ description: 'separation model that is used when a task names none' })
  separatorModel = 'UVR-MDX-NET-Inst_HQ_3';

  @IntegerField({ description: 'threads of one separation; 0 takes every core', minimum: 0, maximum: 256 })
  separatorThreads = 0;
}

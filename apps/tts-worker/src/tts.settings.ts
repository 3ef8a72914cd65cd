import { IntegerField, TextField } from '@switchyard/contracts';
import { ModelSettings } from '@switchyard/worker-kit';

/** What the speech worker needs to know. */
export class TtsSettings extends ModelSettings {
  @TextField({ description: 'voice that speaks when a task names neither a voice nor a language' })
  ttsVoice = 'en_US-joe-medium';

  @IntegerField({ description: 'threads of one speech engine; 0: the cores, at most 2', minimum: 0, maximum: 64 })
  ttsThreads = 0;
}

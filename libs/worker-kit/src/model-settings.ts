import { BooleanField, TextField } from '@switchyard/contracts';
import { WorkerSettings } from './worker-settings';

/** What a worker with models needs to know. */
export class ModelSettings extends WorkerSettings {
  @TextField({ description: 'directory of the models' })
  modelsDir = './.switchyard/models';

  @TextField({ description: 'directory or URL that is asked for models first', optional: true })
  modelsMirror?: string;

  @BooleanField({ description: 'fetch a missing model by itself' })
  modelsAuto = true;
}

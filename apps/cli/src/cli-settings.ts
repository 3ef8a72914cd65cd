import { TextField } from '@switchyard/contracts';

/** What the environment may say to the command line. */
export class CliSettings {
  @TextField({ description: 'address of the gateway' })
  switchyardUrl = 'http://127.0.0.1:8000';

  @TextField({ description: 'API key that is sent to the gateway', optional: true })
  switchyardKey?: string;

  @TextField({ description: 'Redis of the gateway, for `key`' })
  redisUrl = 'redis://127.0.0.1:6379';

  @TextField({ description: 'prefix of every Redis key, as the gateway has it', minLength: 0, optional: true })
  keyPrefix = '';

  @TextField({ description: 'directory of the models' })
  modelsDir = '.switchyard/models';

  @TextField({ description: 'where models are taken from before anywhere else', optional: true })
  modelsMirror?: string;

  @TextField({ description: 'OCR model of the worker here, for `doctor`' })
  ocrModel = 'ppocr-v6';

  @TextField({ description: 'Whisper model of the worker here, for `doctor`' })
  whisperModel = 'base';

  @TextField({ description: 'directory that `/share` means, where it is on this machine', optional: true })
  shareRoot?: string;

  @TextField({ description: 'any value: errors are shown with their stack', optional: true })
  debug?: string;
}

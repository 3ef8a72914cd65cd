import { BooleanField, IntegerField, TextField } from '@switchyard/contracts';
import { WorkerSettings } from '@switchyard/worker-kit';

/** What the OCR worker needs to know. */
export class OcrSettings extends WorkerSettings {
  @TextField({ description: 'OCR model that is used when a task names none' })
  ocrModel = 'ppocr-v6';

  @TextField({ description: 'directory of the models' })
  modelsDir = './.switchyard/models';

  @TextField({ description: 'directory or URL that is asked for models first', optional: true })
  modelsMirror?: string;

  @BooleanField({ description: 'fetch a missing model by itself' })
  modelsAuto = true;

  @IntegerField({ description: 'threads of one OCR engine; 0 takes every core', minimum: 0, maximum: 256 })
  ocrThreads = 0;
}

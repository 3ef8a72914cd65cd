import { IntegerField, TextField } from '@switchyard/contracts';
import { ModelSettings } from '@switchyard/worker-kit';

/** What the OCR worker needs to know. */
export class OcrSettings extends ModelSettings {
  @TextField({ description: 'OCR model that is used when a task names none' })
  ocrModel = 'ppocr-v6';

  @IntegerField({ description: 'threads of one OCR engine; 0 takes every core', minimum: 0, maximum: 256 })
  ocrThreads = 0;
}

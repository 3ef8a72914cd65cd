import { runWorker } from '@switchyard/worker-kit';
import { OcrModule } from './ocr.module';
import { OcrSettings } from './ocr.settings';

void runWorker({ service: 'paddleocr', module: OcrModule, settings: OcrSettings });

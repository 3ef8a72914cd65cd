import type { EngineIdentity } from '@switchyard/contracts';
import { version } from 'onnxruntime-node/package.json';

export const OCR_ENGINE: EngineIdentity = { name: 'onnxruntime', version };

import type { EngineIdentity } from '@switchyard/contracts';
import { version } from 'sherpa-onnx-node/package.json';

export const TTS_ENGINE: EngineIdentity = { name: 'sherpa-onnx', version };

import { join } from 'node:path';
import type { EngineCommand } from './engine-process';

/** faster-whisper and what decides its speed and texts, pinned. */
export const PACKAGES = [
  'faster-whisper==1.2.1',
  'ctranslate2==4.8.5',
  'tokenizers==0.23.3',
  'onnxruntime==1.32.0',
  'numpy==2.4.6',
  'av==18.1.0',
];

const SCRIPT = join(__dirname, 'faster_whisper_peer.py');

/** What both engines compute with; weights may lie in another form. */
export type Precision = 'int8' | 'float32';

export interface PeerSetup {
  /** Directory of CTranslate2 weights. */
  model: string;
  threads: number;
  precision: Precision;
}

export const peerCommand = (python: string, setup: PeerSetup): EngineCommand => ({
  program: python,
  args: [SCRIPT, JSON.stringify(setup)],
});

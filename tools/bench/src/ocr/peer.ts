import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export const PACKAGES = ['rapidocr==3.10.0', 'onnxruntime==1.30.0'];
const SCRIPT = join(__dirname, 'rapidocr_peer.py');

/** Files of the model that both sides read with. */
export interface ModelFiles {
  detection: string;
  recognition: string;
  dictionary: string;
}

/** The model files inside the peer's package; its dictionary is written into `directory`. */
export function modelFilesOfPeer(python: string, directory: string): ModelFiles {
  return JSON.parse(execFileSync(python, [SCRIPT, 'models', directory], { encoding: 'utf8' })) as ModelFiles;
}

/** Arguments that make Python the peer. */
export const peerArguments = (setup: { threads: number; tuned: boolean }): string[] => [
  SCRIPT,
  'read',
  JSON.stringify(setup),
];

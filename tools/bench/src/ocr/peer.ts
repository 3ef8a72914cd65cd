import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGES = ['rapidocr==3.10.0', 'onnxruntime==1.30.0'];
const SCRIPT = join(__dirname, 'rapidocr_peer.py');

/** Files of the model that both sides read with. */
export interface ModelFiles {
  detection: string;
  recognition: string;
  dictionary: string;
}

/** Creates the Python environment of the peer if it is missing; gives the path of its Python. */
export function preparePython(directory: string): string {
  const python = join(directory, 'bin', 'python');
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', directory], { stdio: 'inherit' });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PACKAGES], {
    stdio: 'inherit',
  });
  return python;
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

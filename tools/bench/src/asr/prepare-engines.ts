import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { convertWhisper, ModelStore, WhisperModels, type WhisperFiles } from '@switchyard/models';
import { ROOT, SCRATCH } from '../machine/places';
import { preparePython } from '@switchyard/testing';
import type { Commands } from './measure';
import { PACKAGES, peerCommand, type Precision } from './peer';

export const DIRECTORY = join(SCRATCH, 'bench/asr');
/** No project imports an app, so the bench starts it. */
const OURS = join(ROOT, 'apps/whisper-worker/dist/transcribe-files.js');

/**
 * Both engines, on the same weights.
 *
 * @param model of the catalogue, or a directory of CTranslate2 weights
 */
export async function prepareEngines(model: string, precision: Precision): Promise<Commands> {
  if (!existsSync(OURS)) throw new Error(`${OURS} is missing; build it with: make setup`);
  const store = new ModelStore({ modelsDir: join(SCRATCH, 'models') });
  const models = new WhisperModels(store);
  const options = { kind: 'onnx' } as const;
  const made = existsSync(model) ? await models.ensureDirectory(model, options) : await models.ensure(model, options);
  const weights = dirname(made.tokenizer);
  const files = precision === 'int8' ? made : await inFloat32(made.tokenizer);
  const python = preparePython(join(DIRECTORY, 'venv'), PACKAGES);
  return {
    'faster-whisper': (threads) => peerCommand(python, { model: weights, threads, precision }),
    Switchyard: (threads) => ({ program: process.execPath, args: [OURS, JSON.stringify({ files, threads })] }),
  };
}

/** Graphs that compute as the weights say; only the bench wants them. */
async function inFloat32(tokenizer: string): Promise<WhisperFiles['onnx']> {
  const from = dirname(tokenizer);
  const to = join(DIRECTORY, 'float32', basename(from));
  const manifest = await convertWhisper({ from, to, kind: 'onnx', precision: 'float32' });
  return { manifest, tokenizer, encoder: join(to, 'encoder.onnx'), decoder: join(to, 'decoder.onnx') };
}

import { createHash } from 'node:crypto';
import { appendFile, chmod, copyFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ensureSpace } from '../files';
import { makeOnce } from '../make-once';
import { onnxMetadata } from '../onnx-metadata';
import { readPiperConfig, type PiperConfig } from './piper-config';

/** A voice as sherpa-onnx loads it. */
export interface PiperFiles {
  model: string;
  tokens: string;
  config: PiperConfig;
}

/** Where a voice is, and where what is made of it goes. */
export interface PiperPlace {
  /** Directory with `voice.onnx` and `voice.json`, as Piper's users have them under other names. */
  directory: string;
  /** The models directory. */
  modelsDir: string;
}

/**
 * Piper keeps facts about a voice in a JSON file; sherpa-onnx looks for them in the metadata of the ONNX file, and its process
 * ends where one is missing. This makes a copy that has them, once.
 * @throws ModelFileError
 */
export async function preparePiper(place: PiperPlace, signal?: AbortSignal): Promise<PiperFiles> {
  const voice = join(place.directory, 'voice.onnx');
  const config = await readPiperConfig(join(place.directory, 'voice.json'));
  const { size, mtimeMs } = await stat(voice);
  const key = createHash('sha256')
    .update(JSON.stringify([voice, size, mtimeMs, config]))
    .digest('hex')
    .slice(0, 16);
  const to = join(place.modelsDir, '.converted', key, 'switchyard-sherpa');
  const files = { model: join(to, 'model.onnx'), tokens: join(to, 'tokens.txt'), config };
  const write = async (directory: string): Promise<void> => {
    await ensureSpace(dirname(to), size);
    const model = join(directory, 'model.onnx');
    await copyFile(voice, model);
    await chmod(model, 0o644);
    // The fields of a protobuf message may come in any order, so that what is appended belongs to it.
    await appendFile(model, onnxMetadata(factsOf(config)), { flush: true });
    await writeFile(join(directory, 'tokens.txt'), tokensOf(config));
  };
  await makeOnce(to, write, signal);
  return files;
}

const factsOf = ({ audio, espeak, num_speakers }: PiperConfig): Record<string, string> => ({
  model_type: 'vits',
  comment: 'piper',
  language: espeak.voice,
  voice: espeak.voice,
  has_espeak: '1',
  n_speakers: String(num_speakers),
  sample_rate: String(audio.sample_rate),
});

const tokensOf = ({ phoneme_id_map: ids }: PiperConfig): string =>
  Object.entries(ids)
    .map(([symbol, [id]]) => `${symbol} ${id}\n`)
    .join('');

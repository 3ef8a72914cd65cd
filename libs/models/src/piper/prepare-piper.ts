import { join } from 'node:path';
import { sherpaCopy } from '../sherpa-copy';
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
 * Brings the facts about a voice that Piper keeps in a JSON file to where sherpa-onnx looks for them.
 * @throws ModelFileError
 */
export async function preparePiper({ directory, modelsDir }: PiperPlace, signal?: AbortSignal): Promise<PiperFiles> {
  const config = await readPiperConfig(join(directory, 'voice.json'));
  const voice = join(directory, 'voice.onnx');
  const beside = { 'tokens.txt': tokensOf(config) };
  const to = await sherpaCopy({ voice, modelsDir, facts: factsOf(config), beside }, signal);
  return { model: join(to, 'model.onnx'), tokens: join(to, 'tokens.txt'), config };
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

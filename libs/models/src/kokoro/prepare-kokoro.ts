import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ModelFileError } from '../model-errors';
import { sherpaCopy } from '../sherpa-copy';

/** A voice of Kokoro as sherpa-onnx loads it. */
export interface KokoroFiles {
  model: string;
  tokens: string;
  voices: string;
}

/** Where a voice is, and where what is made of it goes. */
export interface KokoroPlace {
  /** Directory with `kokoro.onnx`, `vocab.json` and the voices in `voices/`. */
  directory: string;
  /** The models directory. */
  modelsDir: string;
  /** Name of the voice, e.g. `ef_dora`. */
  style: string;
}

const vocabulary = z.object({ vocab: z.record(z.string().min(1), z.int().nonnegative()) });

/** A style for each number of phonemes, of 256 values of four bytes. */
const STYLES = 510;
const STYLE_VALUES = 256;
const STYLE_BYTES = STYLES * STYLE_VALUES * 4;
const SAMPLE_RATE = 24_000;

/**
 * Brings the phonemes and one voice of https://github.com/hexgrad/kokoro into the forms that sherpa-onnx reads.
 * @throws ModelFileError
 */
export async function prepareKokoro(
  { directory, modelsDir, style }: KokoroPlace,
  signal?: AbortSignal,
): Promise<KokoroFiles> {
  const path = join(directory, 'voices', `${style}.bin`);
  const voices = await readFile(path);
  if (voices.length !== STYLE_BYTES)
    throw new ModelFileError(path, undefined, `it has ${voices.length} bytes instead of ${STYLE_BYTES}`);
  const beside = { 'tokens.txt': await tokensOf(join(directory, 'vocab.json')), 'voices.bin': voices };
  const to = await sherpaCopy({ voice: join(directory, 'kokoro.onnx'), modelsDir, facts: FACTS, beside }, signal);
  return { model: join(to, 'model.onnx'), tokens: join(to, 'tokens.txt'), voices: join(to, 'voices.bin') };
}

const FACTS = {
  model_type: 'kokoro',
  version: '2',
  language: 'multi-lang',
  voice: 'en-us',
  has_espeak: '1',
  n_speakers: '1',
  sample_rate: String(SAMPLE_RATE),
  style_dim: `${STYLES},1,${STYLE_VALUES}`,
  max_token_len: String(STYLES),
};

async function tokensOf(path: string): Promise<string> {
  const read = vocabulary.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (!read.success) throw new ModelFileError(path, undefined, 'it is no vocabulary of Kokoro');
  return Object.entries(read.data.vocab)
    .map(([symbol, id]) => `${symbol} ${id}\n`)
    .join('');
}

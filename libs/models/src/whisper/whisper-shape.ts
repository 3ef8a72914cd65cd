import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ModelFileError } from '../model-errors';
import type { Weights } from './ct2/weights';

/** Width of an attention head of every Whisper model. */
export const HEAD_WIDTH = 64;

/** The numbers that tell one size of Whisper from another. */
export interface WhisperShape {
  mels: number;
  width: number;
  heads: number;
  encoderLayers: number;
  decoderLayers: number;
  vocabulary: number;
  /** Spectra that the encoder takes at once: 3 000, 30 s. */
  frames: number;
  /** Tokens that the decoder can hold: 448. */
  positions: number;
}

/** @throws ModelFileError */
export function readShape(weights: Weights): WhisperShape {
  const dim = (name: string, index: number) => weights.dims(name)[index] ?? 0;
  const width = dim('decoder/embeddings/weight', 1);
  const shape = {
    mels: dim('encoder/conv1/weight', 1),
    width,
    heads: width / HEAD_WIDTH,
    encoderLayers: layersOf(weights, 'encoder'),
    decoderLayers: layersOf(weights, 'decoder'),
    vocabulary: dim('decoder/embeddings/weight', 0),
    frames: 2 * dim('encoder/position_encodings/encodings', 0),
    positions: dim('decoder/position_encodings/encodings', 0),
  };
  if (Object.values(shape).every((value) => Number.isInteger(value) && value > 0)) return shape;
  throw new ModelFileError(weights.file.path, undefined, `no Whisper model has this shape: ${JSON.stringify(shape)}`);
}

function layersOf({ file }: Weights, side: 'encoder' | 'decoder'): number {
  const numbers = file.names.map((name) => Number(new RegExp(`^${side}/layer_(\\d+)/`).exec(name)?.[1] ?? -1));
  return Math.max(-1, ...numbers) + 1;
}

const configSchema = z.object({
  alignment_heads: z.array(z.tuple([z.int().nonnegative(), z.int().nonnegative()])).nullish(),
  lang_ids: z.array(z.int().nonnegative()).nullish(),
});

/** What a decoder must know beside the weights; `config.json` of a CTranslate2 directory. */
export interface WhisperTokenRules {
  /** Layer and head of those whose attention follows the audio. */
  alignmentHeads: [layer: number, head: number][];
  /** Tokens; none where the file does not say, as those of old converters. */
  languageIds: number[];
}

/** Heads that the file does not name are all of the upper half, as CTranslate2 takes them. */
export async function readTokenRules(directory: string, shape: WhisperShape): Promise<WhisperTokenRules> {
  const path = join(directory, 'config.json');
  const config = parseConfig(await readFile(path, 'utf8'), path);
  const named = config.alignment_heads ?? [];
  const alignmentHeads = named.length > 0 ? named : upperHeads(shape);
  const stray = alignmentHeads.find(([layer, head]) => layer >= shape.decoderLayers || head >= shape.heads);
  if (stray) throw new ModelFileError(path, undefined, `alignment_heads names [${stray.join()}], which is not there`);
  return { alignmentHeads, languageIds: config.lang_ids ?? [] };
}

function parseConfig(text: string, path: string): z.infer<typeof configSchema> {
  try {
    return configSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ModelFileError(path, undefined, `this is no config.json of a Whisper model: ${String(cause)}`);
  }
}

function upperHeads({ decoderLayers, heads }: WhisperShape): [number, number][] {
  const first = Math.floor(decoderLayers / 2);
  const layers = Array.from({ length: decoderLayers - first }, (_, index) => first + index);
  return layers.flatMap((layer) => Array.from({ length: heads }, (_, head): [number, number] => [layer, head]));
}

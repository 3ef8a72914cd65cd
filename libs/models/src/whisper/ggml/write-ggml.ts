import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { floatsToHalves } from '../ct2/half';
import type { Weights } from '../ct2/weights';
import type { WhisperShape } from '../whisper-shape';
import { ggmlTensors, type GgmlTensor } from './ggml-tensors';
import { melFilters } from './mel-filters';
import { readVocabulary } from './vocabulary';

const MAGIC = 0x67676d6c;
const HALF = 1;
const FLOAT = 0;
const BINS = 201;

export interface GgmlWriting {
  weights: Weights;
  shape: WhisperShape;
  /** Path of `tokenizer.json`. */
  tokenizer: string;
  /** Path of the file that is made. */
  target: string;
  signal?: AbortSignal;
  /** Called with the share of the weights that is written. */
  onShare?: (share: number) => void;
}

/**
 * Writes a file for whisper.cpp in half floats: magic, 11 sizes, mel filters, tokens, tensors; all integers i32,
 * little-endian. A tensor is rank, length of its name, type, its shape from the last dimension on, name, values.
 */
export async function writeGgml(writing: GgmlWriting): Promise<void> {
  const tokens = await readVocabulary(writing.tokenizer, Math.min(writing.shape.vocabulary, 50_257));
  const stream = Readable.from(contentOf(writing, tokens), { objectMode: false, highWaterMark: 1 << 20 });
  await pipeline(stream, createWriteStream(writing.target, { flush: true }), { signal: writing.signal });
}

async function* contentOf({ weights, shape, onShare }: GgmlWriting, tokens: Buffer[]): AsyncGenerator<Uint8Array> {
  yield headerOf(shape);
  yield integers(shape.mels, BINS);
  yield bytesOf(melFilters(shape.mels));
  yield Buffer.concat([integers(tokens.length), ...tokens.flatMap((token) => [integers(token.length), token])]);
  const tensors = ggmlTensors(weights, shape);
  const all = tensors.reduce((sum, tensor) => sum + valuesOf(tensor), 0);
  let written = 0;
  for (const tensor of tensors) {
    yield describe(tensor);
    for await (const { values } of weights.chunks(tensor.rows)) {
      yield bytesOf(tensor.half ? floatsToHalves(values) : values);
      written += values.length;
      onShare?.(written / all);
    }
  }
}

function headerOf({
  vocabulary,
  frames,
  width,
  heads,
  encoderLayers,
  positions,
  decoderLayers,
  mels,
}: WhisperShape): Buffer {
  const audio = [frames / 2, width, heads, encoderLayers];
  const text = [positions, width, heads, decoderLayers];
  return integers(MAGIC, vocabulary, ...audio, ...text, mels, HALF);
}

function describe({ name, dims, half }: GgmlTensor): Buffer {
  const shape = [...dims].reverse();
  return Buffer.concat([
    integers(dims.length, Buffer.byteLength(name), half ? HALF : FLOAT, ...shape),
    Buffer.from(name),
  ]);
}

const valuesOf = ({ rows }: GgmlTensor): number => rows.count * rows.width;

const integers = (...values: number[]): Buffer => Buffer.from(Int32Array.from(values).buffer);

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | Uint16Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

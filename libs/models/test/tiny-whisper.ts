import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ct2Bytes, floats, tensor, type Ct2Tensor } from './ct2-writer';

export interface TinyWhisper {
  mels?: number;
  vocabulary?: number;
  width?: number;
  encoderLayers?: number;
  decoderLayers?: number;
  /** Weights as int8 with a scale for each row. */
  int8?: boolean;
  /** What `config.json` says. */
  config?: object;
}

const FRAMES = 48;
const POSITIONS = 16;
/** Larger weights repeat their first values: making so many up takes too long. */
const REPEATED = 1 << 16;

/** Made-up weights in the shape of a Whisper model, with `config.json` and `tokenizer.json`. */
export async function writeTinyWhisper(directory: string, tiny: TinyWhisper = {}): Promise<void> {
  const { vocabulary = 300 } = tiny;
  await mkdir(directory, { recursive: true });
  const aliases: Record<string, string> = { 'decoder/projection/weight': 'decoder/embeddings/weight' };
  if (tiny.int8) aliases['decoder/projection/weight_scale'] = 'decoder/embeddings/weight_scale';
  await writeFile(join(directory, 'model.bin'), ct2Bytes(weightsOf(tiny), { aliases }));
  const { config = { alignment_heads: [[1, 0]], lang_ids: [5] } } = tiny;
  await writeFile(join(directory, 'config.json'), JSON.stringify(config));
  const vocab = Object.fromEntries(Array.from({ length: vocabulary }, (_, id) => [`Ġt${id}`, id]));
  await writeFile(join(directory, 'tokenizer.json'), JSON.stringify({ model: { vocab } }));
}

function weightsOf(tiny: TinyWhisper): Record<string, Ct2Tensor> {
  const { mels = 80, vocabulary = 300, width = 64, encoderLayers = 2, decoderLayers = 2, int8 = false } = tiny;
  const tensors: Record<string, Ct2Tensor> = {};
  const random = randomNumbers();
  const put = (name: string, dims: number[], size: number, offset = 0) => {
    const values = new Float32Array(dims.reduce((product, dim) => product * dim, 1));
    const made = Math.min(values.length, REPEATED);
    for (let i = 0; i < made; i++) values[i] = offset + size * random();
    for (let at = made; at < values.length; at += made) values.copyWithin(at, 0, made);
    tensors[name] = tensor('float32', dims, values);
  };
  const weight = (name: string, dims: number[]) => {
    put(name, dims, 1 / Math.sqrt(dims.slice(1).reduce((product, dim) => product * dim, 1) / 3));
    if (int8) Object.assign(tensors, quantised(name, tensors[name]));
  };
  const linear = (name: string, outputs: number, inputs: number) => {
    weight(`${name}/weight`, [outputs, inputs]);
    put(`${name}/bias`, [outputs], 0.1);
  };
  const norm = (name: string) => {
    put(`${name}/gamma`, [width], 0.2, 1);
    put(`${name}/beta`, [width], 0.1);
  };
  const convolution = (name: string, inputs: number) => {
    weight(`${name}/weight`, [width, inputs, 3]);
    put(`${name}/bias`, [width], 0.1);
  };
  const block = (name: string) => {
    norm(`${name}/self_attention/layer_norm`);
    linear(`${name}/self_attention/linear_0`, 3 * width, width);
    linear(`${name}/self_attention/linear_1`, width, width);
    norm(`${name}/ffn/layer_norm`);
    linear(`${name}/ffn/linear_0`, 4 * width, width);
    linear(`${name}/ffn/linear_1`, width, 4 * width);
  };
  convolution('encoder/conv1', mels);
  convolution('encoder/conv2', width);
  put('encoder/position_encodings/encodings', [FRAMES / 2, width], 0.3);
  norm('encoder/layer_norm');
  for (let index = 0; index < encoderLayers; index++) block(`encoder/layer_${index}`);
  weight('decoder/embeddings/weight', [vocabulary, width]);
  put('decoder/position_encodings/encodings', [POSITIONS, width], 0.3);
  norm('decoder/layer_norm');
  for (let index = 0; index < decoderLayers; index++) {
    const name = `decoder/layer_${index}`;
    block(name);
    norm(`${name}/attention/layer_norm`);
    linear(`${name}/attention/linear_0`, width, width);
    linear(`${name}/attention/linear_1`, 2 * width, width);
    tensors[`${name}/attention/linear_1/bias`]?.bytes.fill(0, 0, 4 * width); // keys have none
    linear(`${name}/attention/linear_2`, width, width);
  }
  return tensors;
}

function quantised(name: string, { dims, bytes }: Ct2Tensor = floats([0], [])): Record<string, Ct2Tensor> {
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const rows = dims[0] ?? 1;
  const width = values.length / rows;
  const scales = Float32Array.from({ length: rows }, (_, row) => {
    return 127 / Math.max(...values.subarray(row * width, (row + 1) * width).map(Math.abs));
  });
  const integers = Int8Array.from(values, (value, index) =>
    Math.round(value * (scales[Math.floor(index / width)] ?? 0)),
  );
  return { [name]: tensor('int8', dims, integers), [`${name}_scale`]: floats([rows], scales) };
}

/** The same numbers in every run, between -1 and 1. */
function randomNumbers(): () => number {
  let state = 12_345;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

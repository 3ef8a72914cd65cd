import { join } from 'node:path';
import type * as Ort from 'onnxruntime-node';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { silenceOnnxRuntime } from '@switchyard/config';
import { ConversionError } from '../../model-errors';
import type { Weights } from '../ct2/weights';
import { int8Products } from '../int8-products';
import type { Precision } from '../onnx/linear';
import { HEAD_WIDTH, type WhisperShape } from '../whisper-shape';
import { matrix, transpose, type Matrix } from './matrix';
import { ReferenceWhisper, type CrossAttention } from './reference';

/**
 * Share of the right result that a graph may be off (length of the difference by length of the result). int8 loses a few
 * hundredths; a graph with a part exchanged or left out is off by one half and more.
 */
const LIMITS: Record<Precision, number> = { float32: 1e-3, int8: 0.3 };
const FRAMES = 16;
/** The last one is decoded in a step of its own. */
const TOKENS = 3;

export interface GraphCheck {
  directory: string;
  weights: Weights;
  shape: WhisperShape;
  precision: Precision;
  signal?: AbortSignal;
}

/** How far the graphs are off. */
export interface GraphErrors {
  encoder: number;
  decoder: number;
}

type Feeds = Record<string, Tensor>;
type Runtime = typeof Ort;

/**
 * Runs converted graphs on a short made-up sound and compares them with a computation from the weights.
 * @throws ConversionError when they are off too far
 */
export async function checkGraphs({ directory, weights, shape, precision, signal }: GraphCheck): Promise<GraphErrors> {
  silenceOnnxRuntime();
  const ort = await import('onnxruntime-node');
  const open = (name: string) => openSession(ort, join(directory, name));
  const reference = new ReferenceWhisper(weights, shape);
  const mel = someMel(shape.mels);
  const cross = await reference.encode(mel);
  const tokens = Array.from({ length: TOKENS }, (_, index) => Math.floor((shape.vocabulary * (index + 1)) / 7));
  const logits = await reference.logits(tokens, cross);

  signal?.throwIfAborted();
  const encoded = await usingSession(open('encoder.onnx'), (session) => {
    return session.run({ mel: new ort.Tensor('float32', mel.values, [1, mel.rows, mel.width]) });
  });
  const feeds = cross.flatMap((layer, index) => Object.entries(crossFeeds(ort, layer, index, shape)));
  const encoder = offBy(feeds.map(([name, right]) => [encoded[name], right.data as Float32Array]));
  const decoded = await usingSession(open('decoder.onnx'), (session) => {
    return decodeInTwoSteps({ ort, session, tokens, shape, cross: Object.fromEntries(feeds) });
  });
  signal?.throwIfAborted();
  const errors = { encoder, decoder: offBy([[decoded['logits'], logits]]) };
  const worst = Math.max(errors.encoder, errors.decoder);
  if (!(worst <= LIMITS[precision])) throw new ConversionError(directory, worst, LIMITS[precision]);
  return errors;
}

/** A spectrum that changes over bands and time, within the range of real ones. */
function someMel(mels: number): Matrix {
  const mel = matrix(mels, FRAMES);
  for (let i = 0; i < mel.values.length; i++) {
    const [band, frame] = [Math.floor(i / FRAMES), i % FRAMES];
    mel.values[i] = 0.6 * Math.sin(band * 0.31 + frame * 0.7) + 0.3 * Math.cos(band * frame * 0.05);
  }
  return mel;
}

function openSession({ InferenceSession }: Runtime, path: string): Promise<InferenceSession> {
  const threads = { intraOpNumThreads: 1, interOpNumThreads: 1 };
  return InferenceSession.create(path, { ...threads, ...int8Products(), logSeverityLevel: 3 });
}

async function usingSession<T>(
  opening: Promise<InferenceSession>,
  use: (session: InferenceSession) => Promise<T>,
): Promise<T> {
  const session = await opening;
  try {
    return await use(session);
  } finally {
    await session.release();
  }
}

/** `[positions, width]` by heads, the values transposed, as the graphs exchange them. */
function crossFeeds(
  { Tensor }: Runtime,
  { keys, values }: CrossAttention,
  index: number,
  { heads }: WhisperShape,
): Feeds {
  const byHead = new Float32Array(keys.values.length);
  for (let head = 0; head < heads; head++) {
    for (let row = 0; row < keys.rows; row++) {
      const from = row * keys.width + head * HEAD_WIDTH;
      byHead.set(keys.values.subarray(from, from + HEAD_WIDTH), (head * keys.rows + row) * HEAD_WIDTH);
    }
  }
  return {
    [`cross_key_${index}`]: new Tensor('float32', byHead, [1, heads, keys.rows, HEAD_WIDTH]),
    [`cross_value_${index}`]: new Tensor('float32', transpose(values).values, [1, heads, HEAD_WIDTH, values.rows]),
  };
}

interface Decoding {
  ort: Runtime;
  session: InferenceSession;
  tokens: number[];
  shape: WhisperShape;
  cross: Feeds;
}

/** All tokens but the last, then the last one with what is left of them. */
async function decodeInTwoSteps({
  ort,
  session,
  tokens,
  shape,
  cross,
}: Decoding): Promise<InferenceSession.OnnxValueMapType> {
  const { Tensor } = ort;
  const integers = (values: number[], dims: number[]) => new Tensor('int64', BigInt64Array.from(values, BigInt), dims);
  const step = (from: number, to: number, past: Feeds) => {
    const positions = Array.from({ length: to - from }, (_, index) => from + index);
    return session.run({
      ...cross,
      ...past,
      tokens: integers(tokens.slice(from, to), [1, to - from]),
      positions: integers(positions, [to - from]),
      logits_at: integers([to - from - 1], [1]),
      attention_mask: causalMask(ort, to - from, from),
      ...rankingOf(ort, shape),
    });
  };
  const layers = Array.from({ length: shape.decoderLayers }, (_, layer) => layer);
  const caches = layers.flatMap((layer) => [`past_key_${layer}`, `past_value_${layer}`]);
  const read = (count: number, floatsOf: (at: number) => Float32Array): Feeds =>
    Object.fromEntries(
      caches.map((name, at) => [name, new Tensor('float32', floatsOf(at), [1, shape.heads, count, HEAD_WIDTH])]),
    );
  const most = tokens.length - 1;
  const first = await step(
    0,
    most,
    read(0, () => new Float32Array(0)),
  );
  const [fresh, size] = [first['new_keys_values']!.data as Float32Array, shape.heads * most * HEAD_WIDTH];
  return step(
    most,
    tokens.length,
    read(most, (at) => fresh.subarray(at * size, (at + 1) * size)),
  );
}

/** Each of the new tokens sees those before it and itself. */
function causalMask({ Tensor }: Runtime, count: number, before: number): Tensor {
  const width = before + count;
  const isSeen = (index: number) => index % width <= before + Math.floor(index / width);
  const values = Float32Array.from({ length: count * width }, (_, index) => (isSeen(index) ? 0 : -Infinity));
  return new Tensor('float32', values, [count, width]);
}

/** Of all tokens the likeliest one. */
function rankingOf({ Tensor }: Runtime, { vocabulary }: WhisperShape): Feeds {
  return {
    ranked_count: new Tensor('int64', BigInt64Array.of(1n), [1]),
    token_mask: new Tensor('float32', new Float32Array(vocabulary), [vocabulary]),
    last_logits_from: new Tensor('int64', BigInt64Array.of(0n), [1]),
  };
}

function offBy(pairs: [found: InferenceSession.OnnxValueMapType[string] | undefined, right: Float32Array][]): number {
  let difference = 0;
  let length = 0;
  for (const [found, right] of pairs) {
    const values = found?.data;
    if (!(values instanceof Float32Array) || values.length !== right.length) return Infinity;
    for (let i = 0; i < right.length; i++) {
      difference += ((values[i] ?? 0) - (right[i] ?? 0)) ** 2;
      length += (right[i] ?? 0) ** 2;
    }
  }
  return Math.sqrt(difference / length);
}

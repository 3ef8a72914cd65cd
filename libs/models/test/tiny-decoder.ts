import { type InferenceSession, Tensor } from 'onnxruntime-node';

/** Two steps: a start that all beams share, then one token for each. */
export async function decode(decoder: InferenceSession, tokens: number[], beams: number, ranking = RANKING) {
  const start = await step(decoder, { ids: Array.from({ length: beams }, () => 3), position: 0, ranking });
  return step(decoder, { ids: tokens, position: 1, past: pastOf(decoder, start, { beams, places: 1 }), ranking });
}

/** What one token of each beam left behind; of more places than one the others hold something else. */
export function pastOf(
  decoder: InferenceSession,
  outputs: InferenceSession.OnnxValueMapType,
  { beams, places }: { beams: number; places: number },
): Record<string, Tensor> {
  const fresh = floatsOf(outputs, 'new_keys_values');
  const kinds = fresh.length / beams / 64;
  const tensors: Record<string, Tensor> = {};
  for (let kind = 0; kind < kinds; kind++) {
    const floats = new Float32Array(beams * places * 64).fill(9);
    for (let beam = 0; beam < beams; beam++) {
      const at = (beam * kinds + kind) * 64;
      floats.set(fresh.subarray(at, at + 64), beam * places * 64);
    }
    const name = `past_${kind % 2 === 0 ? 'key' : 'value'}_${Math.floor(kind / 2)}`;
    tensors[name] = new Tensor('float32', floats, [beams, 1, places, 64]);
  }
  expect(Object.keys(tensors).sort()).toEqual(decoder.inputNames.filter((name) => name.startsWith('past_')).sort());
  return tensors;
}

interface Step {
  ids: number[];
  position: number;
  /** Nothing is remembered without. */
  past?: Record<string, Tensor>;
  /** What each token makes of those of the past and of itself; all are seen without. */
  mask?: number[];
  ranking?: { count: number; mask: Float32Array; from: number };
}

const RANKING = { count: 1, mask: new Float32Array(300), from: 299 };

export function step(decoder: InferenceSession, { ids, position, past, mask, ranking = RANKING }: Step) {
  const integers = (values: number[]) => new Tensor('int64', BigInt64Array.from(values, BigInt), [values.length]);
  const empty = () => new Tensor('float32', new Float32Array(0), [ids.length, 1, 0, 64]);
  const wave = Float32Array.from({ length: 64 * 10 }, (_, i) => Math.sin(i * 0.7));
  const feeds: Record<string, Tensor> = {
    tokens: new Tensor('int64', BigInt64Array.from(ids, BigInt), [ids.length, 1]),
    positions: integers([position]),
    logits_at: integers([0]),
    ranked_count: integers([ranking.count]),
    token_mask: new Tensor('float32', ranking.mask, [300]),
    last_logits_from: integers([ranking.from]),
  };
  for (const name of decoder.inputNames) {
    if (name.startsWith('past_')) feeds[name] = past?.[name] ?? empty();
    if (name.startsWith('cross_')) {
      feeds[name] = new Tensor('float32', wave, name.includes('key') ? [1, 1, 10, 64] : [1, 1, 64, 10]);
    }
  }
  const width = feeds['past_key_0']!.dims[2]! + 1;
  const seen = Float32Array.from(mask ?? Array.from({ length: width }, () => 0));
  return decoder.run({ ...feeds, attention_mask: new Tensor('float32', seen, [1, width]) });
}

export const floatsOf = (outputs: InferenceSession.OnnxValueMapType, name: string): Float32Array =>
  outputs[name]!.data as Float32Array;

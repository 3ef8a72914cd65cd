import { HEAD_WIDTH, type WhisperShape } from '../whisper-shape';
import type { Weights } from '../ct2/weights';
import { GraphBuilder } from './graph-builder';
import { Layers, TABLE_BLOCK, type Precision } from './linear';
import { ELEMENT, type Element } from '../../onnx/onnx-model';

export interface DecoderBuild {
  weights: Weights;
  shape: WhisperShape;
  precision: Precision;
  /** Layers whose queries word times are made of. */
  alignmentLayers: ReadonlySet<number>;
}

/** Attention divides by the root of its width; the queries' weights do it beforehand, exactly: it is a power of two. */
const QUERY_SCALE = HEAD_WIDTH ** -0.5;

/** What a step finds out once for all layers. */
interface Step {
  /** Of the queries: `[C, tokens of all beams that share an encoding, heads, 64]`. */
  byWindow: string;
  /** `[B, T, width]` again. */
  joined: string;
  /** How many tokens are remembered, P, and how many are new, T: `[2]`. */
  lengths: string;
  /** `attention_mask`. */
  mask: string;
}

/**
 * One step of B beams with T tokens each: `tokens [B, T]`, `positions [T]`, keys and values of the tokens before as
 * `past_key_<i>`, `past_value_<i> [B, heads, P, 64]`, and the encoding of C windows, where B is a multiple of C and neighbouring
 * beams share one. `attention_mask [T, P + T]` is added to what the tokens make of each other: -Infinity where one does not
 * see the other, or where nothing is remembered yet. → `logits [B, N, vocabulary]` of the N tokens that `logits_at` names,
 * `new_keys_values [B, layers * 2 * heads, T, 64]`, of each layer the keys and then the values, and of the alignment layers
 * `cross_query_<i> [B, T, width]`, scaled. The past is read where it lies and never returned: it is many times larger than what
 * a step adds to it.
 */
export function buildDecoder({ weights, shape, precision, alignmentLayers }: DecoderBuild): GraphBuilder {
  const graph = new GraphBuilder();
  const layers = new Layers(graph, weights, precision, 'few');
  const tokens = graph.input('tokens', 'int64', ['B', 'T']);
  const positions = graph.input('positions', 'int64', ['T']);
  const logitsAt = graph.input('logits_at', 'int64', ['N']);
  const step = stepOf(graph, shape, tokens);

  const fresh: string[] = [];
  let residual = embed(layers, tokens, positions);
  for (let index = 0; index < shape.decoderLayers; index++) {
    const name = `decoder/layer_${index}`;
    const selfNormed = layers.layerNorm(residual, `${name}/self_attention/layer_norm`);
    const { attended, keysValues } = selfAttention(layers, shape, step, selfNormed, index);
    fresh.push(...keysValues);
    residual = graph.op('Add', [residual, attended]);
    const normed = layers.layerNorm(residual, `${name}/attention/layer_norm`);
    const scaled = { count: shape.width, by: QUERY_SCALE };
    let query = layers.namedLinear(normed, `${name}/attention/linear_0`, scaled);
    if (alignmentLayers.has(index)) query = graph.show(query, `cross_query_${index}`, 'float', ['B', 'T', shape.width]);
    residual = graph.op('Add', [residual, crossAttention(layers, shape, step, query, index)]);
    const fed = layers.feedForward(layers.layerNorm(residual, `${name}/ffn/layer_norm`), name);
    residual = graph.op('Add', [residual, fed]);
  }
  const added = graph.output('new_keys_values', 'float', ['B', fresh.length * shape.heads, 'T', HEAD_WIDTH]);
  graph.op('Concat', fresh, { attributes: { axis: 1 }, outputs: [added] });
  const logits = project(layers, residual, logitsAt);
  rank(graph, shape, graph.show(logits, 'logits', 'float', ['B', 'N', shape.vocabulary]));
  return graph;
}

function stepOf(graph: GraphBuilder, { heads, width }: WhisperShape, tokens: string): Step {
  const join = (...parts: string[]) => graph.op('Concat', parts, { attributes: { axis: 0 } });
  const size = (x: string, axis: number) => {
    return graph.op('Slice', [graph.op('Shape', [x]), graph.integers(axis), graph.integers(axis + 1)]);
  };
  return {
    byWindow: join(size('cross_key_0', 0), graph.integers(-1, heads, HEAD_WIDTH)),
    joined: join(graph.op('Shape', [tokens]), graph.integers(width)),
    lengths: join(size('past_key_0', 2), size(tokens, 1)),
    mask: graph.input('attention_mask', 'float', ['T', 'P + T']),
  };
}

function embed(layers: Layers, tokens: string, positions: string): string {
  const { graph, weights } = layers;
  const embedded = layers.lookUp(weights.rows('decoder/embeddings/weight'), tokens);
  const table = layers.plain('decoder/position_encodings/encodings');
  return graph.op('Add', [embedded, graph.op('Gather', [table, positions], { attributes: { axis: 0 } })]);
}

/**
 * In two parts, what is remembered and what is new, so that the two need not be copied into one. Keys are the left sides, as
 * in the attention to the window.
 */
function selfAttention(
  layers: Layers,
  { heads }: WhisperShape,
  { lengths, mask, joined }: Step,
  x: string,
  index: number,
): { attended: string; keysValues: [keys: string, values: string] } {
  const { graph } = layers;
  const name = `decoder/layer_${index}/self_attention`;
  const [pastKeys, pastValues] = ['key', 'value'].map((kind) => {
    return graph.input(`past_${kind}_${index}`, 'float', ['B', heads, 'P', HEAD_WIDTH]);
  }) as [string, string];
  const [queries, keys, values] = [graph.name('queries'), graph.name('keys'), graph.name('values')] as const;
  const stacked = graph.op('Reshape', [
    layers.namedLinear(x, `${name}/linear_0`, { count: heads * HEAD_WIDTH, by: QUERY_SCALE }),
    graph.integers(0, 0, -1, HEAD_WIDTH),
  ]);
  const byHead = graph.op('Transpose', [stacked], { attributes: { perm: [0, 2, 1, 3] } });
  const three = graph.integers(heads, heads, heads);
  graph.op('Split', [byHead, three], { attributes: { axis: 1 }, outputs: [queries, keys, values] });

  const turned = graph.op('Transpose', [queries], { attributes: { perm: [0, 1, 3, 2] } });
  const scored = (by: string) => graph.op('MatMul', [by, turned]);
  const columns = graph.op('Concat', [scored(pastKeys), scored(keys)], { attributes: { axis: 2 } });
  const scores = graph.op('Transpose', [columns], { attributes: { perm: [0, 1, 3, 2] } });
  const shares = graph.op('Softmax', [graph.op('Add', [scores, mask])], { attributes: { axis: -1 } });
  const [pastShares, newShares] = [graph.name('shares'), graph.name('shares')] as const;
  graph.op('Split', [shares, lengths], { attributes: { axis: -1 }, outputs: [pastShares, newShares] });
  const summed = graph.op('Add', [
    graph.op('MatMul', [pastShares, pastValues]),
    graph.op('MatMul', [newShares, values]),
  ]);
  const byToken = graph.op('Transpose', [summed], { attributes: { perm: [0, 2, 1, 3] } });
  const attended = layers.namedLinear(graph.op('Reshape', [byToken, joined]), `${name}/linear_1`);
  return { attended, keysValues: [keys, values] };
}

/**
 * Plain products: on a CPU they are faster here than an operator for attention. Keys and values are the left sides: the
 * right side is rearranged for each product, and so it is the few queries, one per token and beam, not the window.
 */
function crossAttention(
  layers: Layers,
  { heads }: WhisperShape,
  { byWindow, joined }: Step,
  query: string,
  index: number,
): string {
  const { graph } = layers;
  const transpose = (x: string, ...perm: number[]) => graph.op('Transpose', [x], { attributes: { perm } });
  const keys = graph.input(`cross_key_${index}`, 'float', ['C', heads, 'L', HEAD_WIDTH]);
  const values = graph.input(`cross_value_${index}`, 'float', ['C', heads, HEAD_WIDTH, 'L']);
  const queries = transpose(graph.op('Reshape', [query, byWindow]), 0, 2, 3, 1);
  const scores = transpose(graph.op('MatMul', [keys, queries]), 0, 1, 3, 2);
  const shares = graph.op('Softmax', [scores], { attributes: { axis: -1 } });
  const attended = graph.op('MatMul', [values, transpose(shares, 0, 1, 3, 2)]);
  const joinedHeads = graph.op('Reshape', [transpose(attended, 0, 3, 1, 2), joined]);
  return layers.namedLinear(joinedHeads, `decoder/layer_${index}/attention/linear_2`);
}

/** Only the tokens that are asked for are projected on the vocabulary. */
function project(layers: Layers, residual: string, logitsAt: string): string {
  const { graph, weights } = layers;
  const normed = layers.layerNorm(residual, 'decoder/layer_norm');
  const wanted = graph.op('Gather', [normed, logitsAt], { attributes: { axis: 1 } });
  const own = 'decoder/projection/weight';
  const table = weights.rows(weights.has(own) ? own : 'decoder/embeddings/weight');
  return layers.linear(wanted, table, undefined, TABLE_BLOCK);
}

/**
 * What a search needs of the logits `[vocabulary]` after the last of the tokens that `logits_at` names: the `ranked_count`
 * likeliest tokens where `token_mask [vocabulary]` is added, as `best_tokens`, `best_logits` and, among all that the mask lets
 * through, `best_log_shares`, each `[B, 1, ranked_count]`; and unmasked those from `last_logits_from` on, `last_logits`.
 */
function rank(graph: GraphBuilder, { vocabulary }: WhisperShape, logits: string): void {
  const count = graph.input('ranked_count', 'int64', [1]);
  const mask = graph.input('token_mask', 'float', [vocabulary]);
  const lastFrom = graph.input('last_logits_from', 'int64', [1]);
  const output = (name: string, element: Element, size: string) => graph.output(name, element, ['B', 1, size]);
  const along = { axis: -1 };

  const ranked = graph.op('Gather', [logits, graph.integers(-1)], { attributes: { axis: 1 } });
  const masked = graph.op('Add', [ranked, mask]);
  const best = graph.name('best');
  graph.op('TopK', [masked, count], { attributes: along, outputs: [output('best_logits', 'float', 'K'), best] });
  graph.op('Cast', [best], { attributes: { to: ELEMENT.int32 }, outputs: [output('best_tokens', 'int32', 'K')] });
  const shares = graph.op('LogSoftmax', [masked], { attributes: along });
  const bestShares = output('best_log_shares', 'float', 'K');
  graph.op('GatherElements', [shares, best], { attributes: along, outputs: [bestShares] });
  const last = [ranked, lastFrom, graph.integers(vocabulary), graph.integers(2)];
  graph.op('Slice', last, { outputs: [output('last_logits', 'float', 'E')] });
}

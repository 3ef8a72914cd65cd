import type { WhisperShape } from '../whisper-shape';
import { HEAD_WIDTH } from '../whisper-shape';
import type { Weights } from '../ct2/weights';
import { GraphBuilder } from './graph-builder';
import { Layers, type Precision } from './linear';
import { MICROSOFT } from '../../onnx/onnx-model';

/**
 * `mel [B, mels, F]` → for each layer of the decoder `cross_key_<i> [B, heads, F / 2, 64]` and
 * `cross_value_<i> [B, heads, 64, F / 2]`, each as its product takes it.
 */
export function buildEncoder(weights: Weights, shape: WhisperShape, precision: Precision): GraphBuilder {
  const graph = new GraphBuilder();
  const layers = new Layers(graph, weights, precision, 'many');
  let residual = embed(layers, graph.input('mel', 'float', ['B', shape.mels, 'F']));
  for (let index = 0; index < shape.encoderLayers; index++) residual = encoderLayer(layers, shape, residual, index);
  const encoded = layers.layerNorm(residual, 'encoder/layer_norm');
  for (let index = 0; index < shape.decoderLayers; index++) crossAttentionInputs(layers, shape, encoded, index);
  return graph;
}

/** Two convolutions, the second of stride 2, and the positions. */
function embed(layers: Layers, mel: string): string {
  const { graph } = layers;
  const convolve = (x: string, name: string, stride: number) => {
    const inputs = [x, layers.plain(`${name}/weight`), layers.plain(`${name}/bias`)];
    return graph.op('Conv', inputs, { attributes: { kernel_shape: [3], pads: [1, 1], strides: [stride] } });
  };
  const once = layers.gelu(convolve(mel, 'encoder/conv1', 1));
  const twice = layers.gelu(convolve(once, 'encoder/conv2', 2));
  const rows = graph.op('Transpose', [twice], { attributes: { perm: [0, 2, 1] } });
  const length = graph.op('Slice', [graph.op('Shape', [rows]), graph.integers(1), graph.integers(2)]);
  const table = layers.plain('encoder/position_encodings/encodings');
  const positions = graph.op('Slice', [table, graph.integers(0), length, graph.integers(0)]);
  return graph.op('Add', [rows, positions]);
}

function encoderLayer(layers: Layers, shape: WhisperShape, residual: string, index: number): string {
  const { graph } = layers;
  const name = `encoder/layer_${index}`;
  const normed = layers.layerNorm(residual, `${name}/self_attention/layer_norm`);
  const inputs = queryKeyValue(layers, shape, normed, name);
  const options = { domain: MICROSOFT, attributes: { num_heads: shape.heads } };
  const attended = graph.op('MultiHeadAttention', inputs, options);
  const after = graph.op('Add', [residual, layers.namedLinear(attended, `${name}/self_attention/linear_1`)]);
  const fed = layers.feedForward(layers.layerNorm(after, `${name}/ffn/layer_norm`), name);
  return graph.op('Add', [after, fed]);
}

/** The three are stacked in one weight. */
export function queryKeyValue(layers: Layers, { width }: WhisperShape, x: string, layer: string): string[] {
  const part = (index: number) => {
    const rowsOf = (kind: string) =>
      layers.weights.rows(`${layer}/self_attention/linear_0/${kind}`, index * width, width);
    return layers.linear(x, rowsOf('weight'), rowsOf('bias'));
  };
  return [part(0), part(1), part(2)];
}

/** Key and value are stacked in one weight; the key has no bias. */
function crossAttentionInputs(layers: Layers, shape: WhisperShape, encoded: string, index: number): void {
  const { graph, weights } = layers;
  const { width, heads } = shape;
  const name = `decoder/layer_${index}/attention/linear_1`;
  const split = graph.integers(0, 0, heads, HEAD_WIDTH);
  const byHead = (x: string, perm: number[], output: string) =>
    graph.op('Transpose', [graph.op('Reshape', [x, split])], { attributes: { perm }, outputs: [output] });

  const key = layers.linear(encoded, weights.rows(`${name}/weight`, 0, width));
  const bias = weights.rows(`${name}/bias`, width, width);
  const value = layers.linear(encoded, weights.rows(`${name}/weight`, width, width), bias);
  byHead(key, [0, 2, 1, 3], graph.output(`cross_key_${index}`, 'float', ['B', heads, 'L', HEAD_WIDTH]));
  byHead(value, [0, 2, 3, 1], graph.output(`cross_value_${index}`, 'float', ['B', heads, HEAD_WIDTH, 'L']));
}

import type { Rows, Weights } from '../ct2/weights';
import type { WhisperShape } from '../whisper-shape';

/** A tensor of a ggml file and where its values come from. */
export interface GgmlTensor {
  name: string;
  dims: number[];
  rows: Rows;
  /** Half floats: weights. Biases, norms and positions stay floats. */
  half: boolean;
}

/**
 * All tensors of a Whisper model under the names of whisper.cpp, which are those of OpenAI's checkpoints:
 * https://github.com/ggml-org/whisper.cpp/blob/master/models/convert-pt-to-ggml.py
 */
export function ggmlTensors(weights: Weights, shape: WhisperShape): GgmlTensor[] {
  const list = new TensorList(weights, shape.width);
  list.plain('encoder.positional_embedding', 'encoder/position_encodings/encodings');
  list.convolution('encoder.conv1', 'encoder/conv1');
  list.convolution('encoder.conv2', 'encoder/conv2');
  list.norm('encoder.ln_post', 'encoder/layer_norm');
  for (let index = 0; index < shape.encoderLayers; index++) list.block('encoder', index);
  list.plain('decoder.positional_embedding', 'decoder/position_encodings/encodings');
  list.weight('decoder.token_embedding', weights.rows('decoder/embeddings/weight'));
  for (let index = 0; index < shape.decoderLayers; index++) list.block('decoder', index);
  list.norm('decoder.ln', 'decoder/layer_norm');
  return list.tensors;
}

class TensorList {
  readonly tensors: GgmlTensor[] = [];

  constructor(
    private readonly weights: Weights,
    private readonly width: number,
  ) {}

  plain(name: string, source: string): void {
    this.add(name, this.weights.rows(source), this.weights.dims(source), false);
  }

  weight(name: string, rows: Rows): void {
    this.add(`${name}.weight`, rows, [rows.count, rows.width], true);
  }

  /** A bias of a convolution is a column. */
  convolution(name: string, source: string): void {
    const bias = this.weights.rows(`${source}/bias`);
    this.add(`${name}.weight`, this.weights.rows(`${source}/weight`), this.weights.dims(`${source}/weight`), true);
    this.add(`${name}.bias`, bias, [bias.count, 1], false);
  }

  norm(name: string, source: string): void {
    this.plain(`${name}.weight`, `${source}/gamma`);
    this.plain(`${name}.bias`, `${source}/beta`);
  }

  block(side: 'encoder' | 'decoder', index: number): void {
    const source = `${side}/layer_${index}`;
    const name = `${side}.blocks.${index}`;
    this.norm(`${name}.attn_ln`, `${source}/self_attention/layer_norm`);
    this.stacked(`${name}.attn`, `${source}/self_attention/linear_0`, ['query', 'key', 'value']);
    this.linear(`${name}.attn.out`, `${source}/self_attention/linear_1`);
    if (side === 'decoder') {
      this.norm(`${name}.cross_attn_ln`, `${source}/attention/layer_norm`);
      this.linear(`${name}.cross_attn.query`, `${source}/attention/linear_0`);
      this.stacked(`${name}.cross_attn`, `${source}/attention/linear_1`, ['key', 'value']);
      this.linear(`${name}.cross_attn.out`, `${source}/attention/linear_2`);
    }
    this.norm(`${name}.mlp_ln`, `${source}/ffn/layer_norm`);
    this.linear(`${name}.mlp.0`, `${source}/ffn/linear_0`);
    this.linear(`${name}.mlp.2`, `${source}/ffn/linear_1`);
  }

  private linear(name: string, source: string): void {
    this.weight(name, this.weights.rows(`${source}/weight`));
    this.bias(name, this.weights.rows(`${source}/bias`));
  }

  /** Parts that CTranslate2 keeps in one weight; the key has no bias. */
  private stacked(name: string, source: string, parts: string[]): void {
    parts.forEach((part, index) => {
      this.weight(`${name}.${part}`, this.weights.rows(`${source}/weight`, index * this.width, this.width));
      if (part === 'key') return;
      this.bias(`${name}.${part}`, this.weights.rows(`${source}/bias`, index * this.width, this.width));
    });
  }

  private bias(name: string, rows: Rows): void {
    this.add(`${name}.bias`, rows, [rows.count], false);
  }

  private add(name: string, rows: Rows, dims: number[], half: boolean): void {
    this.tensors.push({ name, rows, dims, half });
  }
}

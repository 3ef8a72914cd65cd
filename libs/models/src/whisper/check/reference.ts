import type { Rows, Weights } from '../ct2/weights';
import { HEAD_WIDTH, type WhisperShape } from '../whisper-shape';
import { add, attend, columns, dot, gelu, matrix, transpose, type Matrix } from './matrix';

const EPSILON = 1e-5;

/** What one layer of the decoder sees of the audio: `[positions, width]` each. */
export interface CrossAttention {
  keys: Matrix;
  values: Matrix;
}

/**
 * Whisper computed from its weights in plain TypeScript, as slow as it is simple: what a converted graph is compared
 * with. Weights pass through in pieces.
 */
export class ReferenceWhisper {
  constructor(
    private readonly weights: Weights,
    private readonly shape: WhisperShape,
  ) {}

  /** `mel` is `[mels, frames]`. */
  async encode(mel: Matrix): Promise<CrossAttention[]> {
    const once = gelu(await this.convolve(mel, 'encoder/conv1', 1));
    const rows = transpose(gelu(await this.convolve(once, 'encoder/conv2', 2)));
    let x = add(rows, await this.table('encoder/position_encodings/encodings', rows.rows));
    for (let index = 0; index < this.shape.encoderLayers; index++) {
      x = await this.selfAttention(x, `encoder/layer_${index}`, () => rows.rows);
      x = await this.feedForward(x, `encoder/layer_${index}`);
    }
    const encoded = await this.layerNorm(x, 'encoder/layer_norm');
    const cross: CrossAttention[] = [];
    for (let index = 0; index < this.shape.decoderLayers; index++) cross.push(await this.crossInputs(encoded, index));
    return cross;
  }

  /** Logits after the last of the tokens. */
  async logits(tokens: number[], cross: CrossAttention[]): Promise<Float32Array> {
    let x = add(await this.embed(tokens), await this.table('decoder/position_encodings/encodings', tokens.length));
    for (const [index, seen] of cross.entries()) {
      const layer = `decoder/layer_${index}`;
      x = await this.selfAttention(x, layer, (row) => row + 1);
      const query = await this.named(
        await this.layerNorm(x, `${layer}/attention/layer_norm`),
        `${layer}/attention/linear_0`,
      );
      const attended = this.byHead(query, seen.keys, seen.values, () => seen.keys.rows);
      x = add(x, await this.named(attended, `${layer}/attention/linear_2`));
      x = await this.feedForward(x, layer);
    }
    const normed = await this.layerNorm(x, 'decoder/layer_norm');
    const last = { rows: 1, width: x.width, values: normed.values.slice(-x.width) };
    const own = 'decoder/projection/weight';
    const projection = this.weights.rows(this.weights.has(own) ? own : 'decoder/embeddings/weight');
    return (await this.linear(last, projection)).values;
  }

  private async selfAttention(x: Matrix, layer: string, visible: (row: number) => number): Promise<Matrix> {
    const normed = await this.layerNorm(x, `${layer}/self_attention/layer_norm`);
    const stacked = await this.named(normed, `${layer}/self_attention/linear_0`);
    const part = (index: number) => columns(stacked, index * x.width, x.width);
    const attended = this.byHead(part(0), part(1), part(2), visible);
    return add(x, await this.named(attended, `${layer}/self_attention/linear_1`));
  }

  private async feedForward(x: Matrix, layer: string): Promise<Matrix> {
    const normed = await this.layerNorm(x, `${layer}/ffn/layer_norm`);
    const inner = gelu(await this.named(normed, `${layer}/ffn/linear_0`));
    return add(x, await this.named(inner, `${layer}/ffn/linear_1`));
  }

  private async crossInputs(encoded: Matrix, index: number): Promise<CrossAttention> {
    const stacked = await this.named(encoded, `decoder/layer_${index}/attention/linear_1`);
    const { width } = this.shape;
    return { keys: columns(stacked, 0, width), values: columns(stacked, width, width) };
  }

  private byHead(q: Matrix, k: Matrix, v: Matrix, visible: (row: number) => number): Matrix {
    const result = matrix(q.rows, q.width);
    for (let first = 0; first < q.width; first += HEAD_WIDTH) {
      const [head, keys, values] = [q, k, v].map((each) => columns(each, first, HEAD_WIDTH)) as [
        Matrix,
        Matrix,
        Matrix,
      ];
      const attended = attend(head, keys, values, visible);
      for (let row = 0; row < q.rows; row++) {
        const from = row * HEAD_WIDTH;
        result.values.set(attended.values.subarray(from, from + HEAD_WIDTH), row * q.width + first);
      }
    }
    return result;
  }

  private async named(x: Matrix, name: string): Promise<Matrix> {
    const bias = await this.weights.load(this.weights.rows(`${name}/bias`));
    return this.linear(x, this.weights.rows(`${name}/weight`), bias);
  }

  private async linear(x: Matrix, rows: Rows, bias?: Float32Array): Promise<Matrix> {
    const result = matrix(x.rows, rows.count);
    for await (const chunk of this.weights.chunks(rows)) {
      for (let row = 0; row < chunk.rows; row++) {
        for (let at = 0; at < x.rows; at++) {
          const product = dot(chunk.values, row * rows.width, x.values, at * x.width, x.width);
          result.values[at * rows.count + chunk.at + row] = product + (bias?.[chunk.at + row] ?? 0);
        }
      }
    }
    return result;
  }

  private async layerNorm(x: Matrix, name: string): Promise<Matrix> {
    const gamma = await this.weights.load(this.weights.rows(`${name}/gamma`));
    const beta = await this.weights.load(this.weights.rows(`${name}/beta`));
    const result = matrix(x.rows, x.width);
    for (let row = 0; row < x.rows; row++) {
      const values = x.values.subarray(row * x.width, (row + 1) * x.width);
      const mean = values.reduce((sum, value) => sum + value, 0) / x.width;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.width;
      const scaled = values.map(
        (value, i) => ((value - mean) / Math.sqrt(variance + EPSILON)) * (gamma[i] ?? 0) + (beta[i] ?? 0),
      );
      result.values.set(scaled, row * x.width);
    }
    return result;
  }

  /** A kernel of 3 with one zero at either end. */
  private async convolve(x: Matrix, name: string, stride: number): Promise<Matrix> {
    const bias = await this.weights.load(this.weights.rows(`${name}/bias`));
    const rows = this.weights.rows(`${name}/weight`);
    const result = matrix(rows.count, Math.floor((x.width - 1) / stride) + 1);
    const windows = matrix(result.width, x.rows * 3);
    for (let at = 0; at < windows.rows; at++) {
      for (let channel = 0; channel < x.rows; channel++) {
        for (let tap = 0; tap < 3; tap++) {
          const from = at * stride + tap - 1;
          const value = from < 0 || from >= x.width ? 0 : x.values[channel * x.width + from];
          windows.values[at * windows.width + channel * 3 + tap] = value ?? 0;
        }
      }
    }
    return transpose(await this.linear(windows, rows, bias));
  }

  private async embed(tokens: number[]): Promise<Matrix> {
    const embedded = matrix(tokens.length, this.shape.width);
    for (const [index, token] of tokens.entries()) {
      const row = await this.weights.load(this.weights.rows('decoder/embeddings/weight', token, 1));
      embedded.values.set(row, index * embedded.width);
    }
    return embedded;
  }

  private async table(name: string, count: number): Promise<Matrix> {
    return { rows: count, width: this.shape.width, values: await this.weights.load(this.weights.rows(name, 0, count)) };
  }
}

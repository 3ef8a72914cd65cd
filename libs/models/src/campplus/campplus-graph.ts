import { encodeModel, type Attribute, type Element, type Node, type Tensor } from '../onnx/onnx-model';
import type { CheckpointTensor, StateDict } from './state-dict';

const FEATURES = 80;
const EMBEDDING = 192;
const BATCH_NORM_EPSILON = 1e-5;
/** Layers and dilation of the dense blocks. */
const BLOCKS = [
  { layers: 12, dilation: 1 },
  { layers: 24, dilation: 2 },
  { layers: 16, dilation: 2 },
] as const;
/** Frames over which a context is averaged. */
const SEGMENT = 100;

interface Convolution {
  /** Name of the batch normalisation behind it, which becomes part of its weights. */
  norm?: string;
  strides?: number[];
  /** Before and after each axis. */
  pads?: number[];
  dilations?: number[];
}

/**
 * The graph of CAM++ (https://github.com/modelscope/3D-Speaker/tree/main/speakerlab/models/campplus) with the weights of a
 * checkpoint: `features [B, T, 80]` → `embedding [B, 192]`. The embedding is what the last batch normalisation gives; there is no
 * ReLU behind it.
 */
export function campplusGraph(weights: StateDict): Uint8Array {
  const graph = new CampplusGraph(weights);
  return graph.encode();
}

class CampplusGraph {
  private readonly nodes: Node[] = [];
  private readonly initialisers: Tensor[] = [];
  private count = 0;
  /** For each frame of the dense blocks, the segment that it belongs to. */
  private segmentOfFrame = '';

  constructor(private readonly weights: StateDict) {}

  encode(): Uint8Array {
    const frames = this.tdnn(this.head('features'));
    this.segmentOfFrame = this.segmentsOf(frames);
    let x = frames;
    BLOCKS.forEach(({ layers, dilation }, at) => {
      for (let layer = 1; layer <= layers; layer += 1) {
        const added = this.denseLayer(x, `xvector.block${at + 1}.tdnnd${layer}`, dilation);
        x = this.op('Concat', [x, added], { axis: 1 });
      }
      const transit = `xvector.transit${at + 1}`;
      x = this.conv(this.normRelu(x, `${transit}.nonlinear.batchnorm`), `${transit}.linear`);
    });
    this.dense(this.statistics(this.normRelu(x, 'xvector.out_nonlinear.batchnorm')));
    const { nodes, initialisers } = this;
    return encodeModel({
      nodes,
      initialisers,
      inputs: [{ name: 'features', element: 'float', dims: ['batch', 'frames', FEATURES] }],
      outputs: [{ name: 'embedding', element: 'float', dims: ['batch', EMBEDDING] }],
    });
  }

  /** Two-dimensional convolutions: features by frames become an eighth of the features, in 32 planes. */
  private head(features: string): string {
    const planes = this.op('Unsqueeze', [this.op('Transpose', [features], { perm: [0, 2, 1] }), this.integers(1)]);
    let x = this.relu(this.plane(planes, 'head.conv1', 'head.bn1'));
    for (const layer of ['head.layer1', 'head.layer2']) {
      for (const [block, stride] of [2, 1].entries()) x = this.residual(x, `${layer}.${block}`, stride);
    }
    const last = this.relu(this.plane(x, 'head.conv2', 'head.bn2', 2));
    const channels = (FEATURES / 8) * this.weight('head.conv2.weight').dims[0]!;
    return this.op('Reshape', [last, this.integers(0, channels, -1)]);
  }

  private residual(x: string, name: string, stride: number): string {
    const first = this.relu(this.plane(x, `${name}.conv1`, `${name}.bn1`, stride));
    const second = this.plane(first, `${name}.conv2`, `${name}.bn2`);
    const strides = [stride, 1];
    const short =
      stride === 1
        ? x
        : this.conv(x, `${name}.shortcut.0`, { norm: `${name}.shortcut.1`, strides, pads: [0, 0, 0, 0] });
    return this.relu(this.op('Add', [second, short]));
  }

  private plane(x: string, name: string, norm: string, stride = 1): string {
    return this.conv(x, name, { norm, strides: [stride, 1], pads: [1, 1, 1, 1] });
  }

  private tdnn(x: string): string {
    const norm = 'xvector.tdnn.nonlinear.batchnorm';
    return this.relu(this.conv(x, 'xvector.tdnn.linear', { norm, strides: [2], pads: [2, 2] }));
  }

  /** What a layer adds: its own convolution, weighted by what is around each frame. */
  private denseLayer(x: string, name: string, dilation: number): string {
    const inner = this.normRelu(x, `${name}.nonlinear1.batchnorm`);
    const h = this.relu(this.conv(inner, `${name}.linear1`, { norm: `${name}.nonlinear2.batchnorm` }));
    const cam = `${name}.cam_layer`;
    const local = this.conv(h, `${cam}.linear_local`, { pads: [dilation, dilation], dilations: [dilation] });
    const pooling = { kernel_shape: [SEGMENT], strides: [SEGMENT], ceil_mode: 1 };
    const context = this.op('Add', [this.op('AveragePool', [h], pooling), this.mean(h)]);
    // a context is the same for all frames of a segment: it is computed once for each and then spread
    const weight = this.op('Sigmoid', [this.conv(this.relu(this.conv(context, `${cam}.linear1`)), `${cam}.linear2`)]);
    return this.op('Mul', [local, this.op('Gather', [weight, this.segmentOfFrame], { axis: 2 })]);
  }

  private segmentsOf(x: string): string {
    const frames = this.op('Squeeze', [this.op('Shape', [x], { start: 2, end: 3 }), this.integers(0)]);
    const range = this.op('Range', [this.scalar(0), frames, this.scalar(1)]);
    return this.op('Div', [range, this.scalar(SEGMENT)]);
  }

  /** Mean and standard deviation over the frames. */
  private statistics(x: string): string {
    const mean = this.mean(x);
    const squares = this.op('ReduceSumSquare', [this.op('Sub', [x, mean])], { axes: [2], keepdims: 1 });
    const frames = this.op('Cast', [this.op('Shape', [x], { start: 2, end: 3 })], { to: 1 });
    const others = this.op('Sub', [frames, this.floats([1], [1])]);
    const deviation = this.op('Sqrt', [this.op('Div', [squares, others])]);
    return this.op('Flatten', [this.op('Concat', [mean, deviation], { axis: 1 })]);
  }

  private dense(x: string): void {
    const { values, bias, dims } = this.folded('xvector.dense.linear', 'xvector.dense.nonlinear.batchnorm');
    const inputs = [x, this.floats(dims.slice(0, 2), values), this.floats([EMBEDDING], bias)];
    this.op('Gemm', inputs, { transB: 1 }, 'embedding');
  }

  private mean(x: string): string {
    return this.op('ReduceMean', [x], { axes: [2], keepdims: 1 });
  }

  private relu(x: string): string {
    return this.op('Relu', [x]);
  }

  /** A batch normalisation that stands before its convolution, with a ReLU between the two. */
  private normRelu(x: string, name: string): string {
    const part = (of: string): string => {
      const { dims, values } = this.weight(`${name}.${of}`);
      return this.floats(dims, values);
    };
    const inputs = [x, part('weight'), part('bias'), part('running_mean'), part('running_var')];
    return this.relu(this.op('BatchNormalization', inputs, { epsilon: { float: BATCH_NORM_EPSILON } }));
  }

  private conv(x: string, name: string, { norm, ...attributes }: Convolution = {}): string {
    const { values, bias, dims } = norm ? this.folded(name, norm) : this.plain(name);
    const inputs = [x, this.floats(dims, values), ...(bias ? [this.floats([bias.length], bias)] : [])];
    return this.op('Conv', inputs, { kernel_shape: dims.slice(2), ...attributes });
  }

  private plain(name: string): { values: Float32Array; bias?: Float32Array; dims: number[] } {
    return { ...this.weight(`${name}.weight`), bias: this.weights.get(`${name}.bias`)?.values };
  }

  /** The weights and the bias of a convolution and the batch normalisation behind it in one. */
  private folded(name: string, norm: string): { values: Float32Array; bias: Float32Array; dims: number[] } {
    const { values, dims } = this.weight(`${name}.weight`);
    const mean = this.weight(`${norm}.running_mean`).values;
    const variance = this.weight(`${norm}.running_var`).values;
    const gain = this.weights.get(`${norm}.weight`)?.values;
    const shift = this.weights.get(`${norm}.bias`)?.values;
    const scales = Float64Array.from(variance, (each, at) => (gain?.[at] ?? 1) / Math.sqrt(each + BATCH_NORM_EPSILON));
    const perOutput = values.length / scales.length;
    return {
      dims,
      values: values.map((value, at) => value * scales[Math.floor(at / perOutput)]!),
      bias: mean.map((each, at) => (shift?.[at] ?? 0) - each * scales[at]!),
    };
  }

  private weight(name: string): CheckpointTensor {
    const found = this.weights.get(name);
    if (!found) throw new Error(`the checkpoint is not one of CAM++: it has no ${name}`);
    return found;
  }

  private op(type: string, inputs: string[], attributes: Record<string, Attribute> = {}, output = this.name()): string {
    this.nodes.push({ type, domain: '', inputs, outputs: [output], attributes });
    return output;
  }

  private integers(...values: number[]): string {
    return this.constant('int64', [values.length], BigInt64Array.from(values, BigInt));
  }

  private scalar(value: number): string {
    return this.constant('int64', [], BigInt64Array.of(BigInt(value)));
  }

  private floats(dims: number[], values: ArrayLike<number>): string {
    return this.constant('float', dims, Float32Array.from(values));
  }

  private constant(element: Element, dims: number[], values: Float32Array | BigInt64Array): string {
    const name = this.name();
    this.initialisers.push({ name, element, dims, data: new Uint8Array(values.buffer) });
    return name;
  }

  private name(): string {
    this.count += 1;
    return `t${this.count}`;
  }
}

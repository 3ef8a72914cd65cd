import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  ELEMENT_BYTES,
  encodeModel,
  type Attribute,
  type Element,
  type Node,
  type Tensor,
  type Value,
} from '../../onnx/onnx-model';

/** Offsets of tensors in the data file are multiples of this. */
const ALIGNMENT = 64;

/** Makes the bytes of a tensor when they are written, piece by piece. */
export type TensorBytes = () => AsyncIterable<Uint8Array>;

export interface OpOptions {
  domain?: string;
  attributes?: Record<string, Attribute>;
  /** Names of the results; made up when left out. */
  outputs?: string[];
}

export interface GraphWriting {
  directory: string;
  /** The graph becomes `<name>.onnx`, its weights `<name>.onnx.data`. */
  name: string;
  signal?: AbortSignal;
  onBytes?: (bytes: number) => void;
}

interface Weight {
  name: string;
  element: Element;
  dims: number[];
  bytes: number;
  load: TensorBytes;
}

interface View {
  name: string;
  dims: number[];
  of: string;
}

/**
 * Collects an ONNX graph whose weights are written beside it, one after the other, in the order in which they were
 * added. Nothing large is held: a file of its own also knows no 2 GiB limit, and processes share its pages.
 */
export class GraphBuilder {
  private readonly nodes: Node[] = [];
  private readonly constants: Tensor[] = [];
  private readonly weights: Weight[] = [];
  private readonly views: View[] = [];
  private readonly inputs: Value[] = [];
  private readonly outputs: Value[] = [];
  private count = 0;

  /** Bytes of all weights. */
  get weightBytes(): number {
    return this.weights.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  input(name: string, element: Element, dims: Value['dims']): string {
    this.inputs.push({ name, element, dims });
    return name;
  }

  output(name: string, element: Element, dims: Value['dims']): string {
    this.outputs.push({ name, element, dims });
    return name;
  }

  /** Makes a result an output, too; it is known by this name then. */
  show(result: string, name: string, element: Element, dims: Value['dims']): string {
    for (const node of this.nodes) {
      node.inputs = node.inputs.map((input) => (input === result ? name : input));
      node.outputs = node.outputs.map((output) => (output === result ? name : output));
    }
    return this.output(name, element, dims);
  }

  /** Adds an operation and returns the name of its first result. An empty input name stands for none. */
  op(type: string, inputs: string[], { domain = '', attributes = {}, outputs }: OpOptions = {}): string {
    const names = outputs ?? [this.name(type)];
    this.nodes.push({ type, domain, inputs, outputs: names, attributes });
    return names[0] ?? '';
  }

  integers(...values: number[]): string {
    const data = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.constant({ element: 'int64', dims: [values.length], data });
  }

  scalar(value: number): string {
    return this.constant({ element: 'float', dims: [], data: new Uint8Array(Float32Array.of(value).buffer) });
  }

  weight(element: Element, dims: number[], load: TensorBytes): string {
    const bytes = dims.reduce((product, dim) => product * dim, ELEMENT_BYTES[element]);
    const name = this.name('weight');
    this.weights.push({ name, element, dims, bytes, load });
    return name;
  }

  /** The numbers of a weight in another shape; they are written once. */
  sameBytes(weight: string, dims: number[]): string {
    const name = this.name('view');
    this.views.push({ name, dims, of: weight });
    return name;
  }

  name(kind: string): string {
    this.count += 1;
    return `${kind}_${this.count}`;
  }

  /** Writes both files. */
  async write({ directory, name, signal, onBytes }: GraphWriting): Promise<void> {
    const location = `${name}.onnx.data`;
    const placed = this.place(location);
    const stream = Readable.from(dataOf(this.weights, onBytes), { objectMode: false, highWaterMark: 1 << 20 });
    await pipeline(stream, createWriteStream(join(directory, location), { flush: true }), { signal });
    const { nodes, inputs, outputs } = this;
    const used = new Set(nodes.flatMap((node) => node.inputs));
    const initialisers = [...this.constants, ...placed].filter((tensor) => used.has(tensor.name));
    const model = encodeModel({ nodes, inputs, outputs, initialisers });
    await writeFile(join(directory, `${name}.onnx`), model, { flush: true });
  }

  private constant(tensor: Omit<Tensor, 'name'>): string {
    const name = this.name('constant');
    this.constants.push({ ...tensor, name });
    return name;
  }

  private place(location: string): Tensor[] {
    let offset = 0;
    const placed = new Map<string, Tensor>();
    for (const { name, element, dims, bytes } of this.weights) {
      placed.set(name, { name, element, dims, data: { location, offset, bytes } });
      offset += bytes + padding(bytes);
    }
    return [...placed.values(), ...this.views.map(({ name, dims, of }) => ({ ...placed.get(of)!, name, dims }))];
  }
}

const padding = (bytes: number): number => (ALIGNMENT - (bytes % ALIGNMENT)) % ALIGNMENT;

async function* dataOf(weights: Weight[], onBytes?: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let written = 0;
  for (const { name, bytes, load } of weights) {
    const before = written;
    for await (const piece of load()) {
      yield piece;
      written += piece.length;
      onBytes?.(written);
    }
    if (written - before !== bytes) throw new Error(`${name} got ${written - before} bytes instead of ${bytes}`);
    if (padding(bytes) > 0) yield new Uint8Array(padding(bytes));
  }
}

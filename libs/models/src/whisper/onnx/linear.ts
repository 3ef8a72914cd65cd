import type { Rows, Weights } from '../ct2/weights';
import type { GraphBuilder } from './graph-builder';
import { MICROSOFT } from '../../onnx/onnx-model';
import { quantiseBlocks, quantiseColumns, type Columns } from './quantise';

export type Precision = 'int8' | 'float32';

/** Below this a row counts as empty; nothing is divided by zero. */
const SMALLEST_ROW = 1e-6;
/** Accuracy level of MatMulNBits at which x is multiplied as int8, too. */
const AS_INT8 = 4;

/**
 * Values of a row that share a scale where few rows are multiplied. Smaller blocks are nearer to float32 and take more time:
 * little in a layer, much in the table of all tokens.
 */
const LAYER_BLOCK = 32;
export const TABLE_BLOCK = 128;
const SMALLEST_BLOCK = 16;

/** How many rows are multiplied at a time: all of a window, or the few tokens of a step. */
export type RowCount = 'many' | 'few';

interface Blocks {
  /** Bytes around 128. */
  values: string;
  /** `[count, width / block]` */
  scales: string;
  block: number;
}

/** Puts weights of a CTranslate2 file into a graph, and the multiplications with them. */
export class Layers {
  private readonly normalised = new Map<string, { values: string; largest: string }>();
  private readonly quantised = new Map<string, { values: string; scale: string; zero: string }>();
  private readonly blocks = new Map<string, Blocks>();

  constructor(
    readonly graph: GraphBuilder,
    readonly weights: Weights,
    readonly precision: Precision,
    private readonly rowCount: RowCount,
  ) {}

  /** A weight as it is, in float32. */
  plain(name: string, rows: Rows = this.weights.rows(name)): string {
    const [, ...inner] = this.weights.dims(name);
    return this.graph.weight('float', [rows.count, ...inner], () => this.floats(rows));
  }

  /** `x · weightᵀ + bias`; rows of the weight are the outputs. */
  linear(x: string, weight: Rows, bias?: Rows, block = LAYER_BLOCK): string {
    if (this.precision === 'int8' && this.rowCount === 'few') return this.blockProduct(x, weight, bias, block);
    const product = this.precision === 'int8' ? this.int8Product(x, weight) : this.floatProduct(x, weight);
    return bias ? this.graph.op('Add', [product, this.plain(bias.name, bias)]) : product;
  }

  /** Both linear parts of a sublayer as CTranslate2 names them. */
  namedLinear(x: string, name: string, scaled?: Rows['scaled']): string {
    const rowsOf = (part: string): Rows => ({ ...this.weights.rows(`${name}/${part}`), ...(scaled && { scaled }) });
    return this.linear(x, rowsOf('weight'), rowsOf('bias'));
  }

  layerNorm(x: string, name: string): string {
    const inputs = [x, this.plain(`${name}/gamma`), this.plain(`${name}/beta`)];
    return this.graph.op('LayerNormalization', inputs, { attributes: { axis: -1, epsilon: { float: 1e-5 } } });
  }

  gelu(x: string): string {
    return this.graph.op('Gelu', [x], { domain: MICROSOFT });
  }

  /** Rows of a table by index; a quantised table is the same as that of a product. */
  lookUp(table: Rows, indices: string): string {
    const { graph } = this;
    if (this.precision === 'float32') {
      return graph.op('Gather', [this.plain(table.name, table), indices], { attributes: { axis: 0 } });
    }
    const { values, scales, block } = this.inBlocks(table, TABLE_BLOCK);
    const rows = graph.sameBytes(values, [table.count, table.width]);
    const attributes = { gather_axis: 0, quantize_axis: 1, bits: 8, block_size: block };
    return graph.op('GatherBlockQuantized', [rows, indices, scales], { domain: MICROSOFT, attributes });
  }

  /** Pre-norm feed-forward: two linear parts with GELU between them. */
  feedForward(x: string, layer: string): string {
    return this.namedLinear(this.gelu(this.namedLinear(x, `${layer}/ffn/linear_0`)), `${layer}/ffn/linear_1`);
  }

  private floatProduct(x: string, rows: Rows): string {
    const weight = this.plain(rows.name, rows);
    return this.graph.op('MatMul', [x, this.graph.op('Transpose', [weight], { attributes: { perm: [1, 0] } })]);
  }

  /**
   * Each row of x is divided by its largest magnitude before the dynamic quantisation, which knows one scale for all of
   * x: of the encoder's output 5.8 % are lost then instead of 21 %, and beams and prompts do not disturb each other.
   */
  private int8Product(x: string, weight: Rows): string {
    const { graph } = this;
    const { values, largest } = this.normalise(x);
    const product =
      weight.count === weight.width ? this.squareProduct(values, weight) : this.wideProduct(values, weight);
    return graph.op('Mul', [product, largest]);
  }

  /**
   * One operation that also adds the bias. It knows a scale for each block of a row of x, so that beams and prompts do not
   * disturb each other. For one row it is faster than the product of many rows, for a thousand it takes twice as long.
   */
  private blockProduct(x: string, weight: Rows, bias: Rows | undefined, most: number): string {
    const { values, scales, block } = this.inBlocks(weight, most);
    const inputs = [x, values, scales, '', '', bias ? this.plain(bias.name, bias) : ''];
    const attributes = { K: weight.width, N: weight.count, bits: 8, block_size: block, accuracy_level: AS_INT8 };
    return this.graph.op('MatMulNBits', inputs, { domain: MICROSOFT, attributes });
  }

  private wideProduct(x: string, weight: Rows): string {
    const { values, scales } = this.int8(weight);
    return this.graph.op('DynamicQuantizeMatMul', [x, values, scales], { domain: MICROSOFT });
  }

  /** Query, key and value share one quantisation of their input. */
  private squareProduct(x: string, weight: Rows): string {
    const input = this.quantiseInput(x);
    const { values, scales } = this.int8(weight);
    const inputs = [input.values, values, input.scale, scales, input.zero];
    return this.graph.op('MatMulIntegerToFloat', inputs, { domain: MICROSOFT });
  }

  private normalise(x: string): { values: string; largest: string } {
    const known = this.normalised.get(x);
    if (known) return known;
    const { graph } = this;
    const magnitudes = graph.op('Abs', [x]);
    const rowMax = graph.op('ReduceMax', [magnitudes], { attributes: { axes: [-1], keepdims: 1 } });
    const largest = graph.op('Max', [rowMax, graph.scalar(SMALLEST_ROW)]);
    const made = { values: graph.op('Div', [x, largest]), largest };
    this.normalised.set(x, made);
    return made;
  }

  private quantiseInput(x: string): { values: string; scale: string; zero: string } {
    const known = this.quantised.get(x);
    if (known) return known;
    const made = { values: this.graph.name('values'), scale: this.graph.name('scale'), zero: this.graph.name('zero') };
    this.graph.op('DynamicQuantizeLinear', [x], { outputs: [made.values, made.scale, made.zero] });
    this.quantised.set(x, made);
    return made;
  }

  private inBlocks(rows: Rows, most: number): Blocks {
    const key = `${rows.name} ${rows.first}`;
    const known = this.blocks.get(key);
    if (known) return known;
    const { graph, weights } = this;
    const { count, width } = rows;
    let block = most;
    while (width % block > 0) block /= 2;
    if (block < SMALLEST_BLOCK)
      throw new Error(`${rows.name}: its width of ${width} is no multiple of ${SMALLEST_BLOCK}`);
    const dims = [count, width / block];
    const found = new Float32Array(count * (width / block));
    const made = {
      values: graph.weight('uint8', [...dims, block], () => quantiseBlocks(weights, rows, block, found)),
      scales: graph.weight('float', dims, async function* () {
        yield bytesOf(found);
      }),
      block,
    };
    this.blocks.set(key, made);
    return made;
  }

  /** The scales are found while the values are written, just before them. */
  private int8(rows: Rows): { values: string; scales: string } {
    const { graph, weights } = this;
    let made: Columns | undefined;
    const values = graph.weight('int8', [rows.width, rows.count], async function* () {
      made = await quantiseColumns(weights, rows);
      yield bytesOf(made.values);
      made = { values: new Int8Array(), scales: made.scales };
    });
    const scales = graph.weight('float', [rows.count], async function* () {
      yield bytesOf(made?.scales ?? new Float32Array());
    });
    return { values, scales };
  }

  private async *floats(rows: Rows): AsyncGenerator<Uint8Array> {
    for await (const { values } of this.weights.chunks(rows)) yield bytesOf(values);
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Int8Array | Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

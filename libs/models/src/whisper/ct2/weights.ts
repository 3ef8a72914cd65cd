import type { Ct2File } from './ct2-file';

/** Values that are held as floats at a time, 8 MiB. */
const CHUNK_VALUES = 2 << 20;

/** A run of rows of one weight; a row is all that shares the first index. */
export interface Rows {
  name: string;
  first: number;
  count: number;
  /** Values of one row. */
  width: number;
  /** The first `count` rows of the weight are multiplied by this. */
  scaled?: { count: number; by: number };
}

export interface RowChunk {
  /** The first row of the chunk, counted from the first of the run. */
  at: number;
  rows: number;
  /** `rows` times `width` values. */
  values: Float32Array;
}

/** The weights of a CTranslate2 file as real numbers: value = integer / scale where it is quantised. */
export class Weights {
  private readonly scales = new Map<string, Float32Array>();

  constructor(readonly file: Ct2File) {}

  has(name: string): boolean {
    return this.file.has(name);
  }

  dims(name: string): number[] {
    return this.file.variable(name).dims;
  }

  /** A weight as a whole, or some of its rows; of an alias those of what it stands for. */
  rows(alias: string, first = 0, count = this.dims(alias)[0] ?? 1): Rows {
    const { name, dims } = this.file.variable(alias);
    const width = dims.slice(1).reduce((product, dim) => product * dim, 1);
    return { name, first, count, width };
  }

  /** All values of a small run at once. */
  async load(rows: Rows): Promise<Float32Array> {
    const { name, first, count, width, scaled } = rows;
    const variable = this.file.variable(name);
    const values = await this.file.values(variable, first * width, count * width);
    const scale = await this.scaleOf(name);
    for (let row = 0; scale && row < count; row++) {
      const divisor = scale[scale.length === 1 ? 0 : first + row] ?? 1;
      for (let i = row * width; i < (row + 1) * width; i++) values[i] = (values[i] ?? 0) / divisor;
    }
    const end = scaled ? Math.min(count, scaled.count - first) * width : 0;
    for (let i = 0; i < end; i++) values[i]! *= scaled!.by;
    return values;
  }

  /** The same in pieces of a bounded size. */
  async *chunks(rows: Rows): AsyncGenerator<RowChunk> {
    const step = Math.max(1, Math.floor(CHUNK_VALUES / rows.width));
    for (let at = 0; at < rows.count; at += step) {
      const count = Math.min(step, rows.count - at);
      yield { at, rows: count, values: await this.load({ ...rows, first: rows.first + at, count }) };
    }
  }

  /** One scale for each row (int8) or one for all (int16). */
  private async scaleOf(name: string): Promise<Float32Array | undefined> {
    const scaleName = `${name}_scale`;
    if (!this.file.has(scaleName)) return undefined;
    const known = this.scales.get(name);
    if (known) return known;
    const variable = this.file.variable(scaleName);
    const scale = await this.file.values(variable, 0, variable.dims[0] ?? 1);
    this.scales.set(name, scale);
    return scale;
  }
}

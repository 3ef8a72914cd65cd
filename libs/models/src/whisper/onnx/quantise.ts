import type { RowChunk, Rows, Weights } from '../ct2/weights';

const LARGEST = 127;
/** Rows that are transposed together, so that a cache line is written at once. */
const TILE = 64;
/** Added and taken away again, it leaves no bits behind the point: rounds halves to even, as IEEE 754 and numpy do. */
const ROUNDING = 1.5 * 2 ** 52;

/** Rows of a weight as int8, each with the factor that makes it a real number again. */
export interface Quantised {
  values: Int8Array;
  scales: Float32Array;
}

/**
 * Symmetric, by row: scale = largest magnitude / 127. With `transposed` the values are `[width, count]`, which is what a
 * multiplication from the left takes; only they are held, the real numbers pass through in pieces.
 */
export async function quantise(weights: Weights, rows: Rows, transposed: boolean): Promise<Quantised> {
  const { count, width } = rows;
  const values = new Int8Array(count * width);
  const scales = new Float32Array(count);
  for await (const chunk of weights.chunks(rows)) {
    scaleRows(chunk, width, scales);
    if (transposed) writeColumns(chunk, { count, width, values, scales });
    else writeRows(chunk, { count, width, values, scales });
  }
  return { values, scales };
}

function scaleRows(chunk: RowChunk, width: number, scales: Float32Array): void {
  for (let row = 0; row < chunk.rows; row++) {
    let largest = 0;
    for (let i = row * width; i < (row + 1) * width; i++) largest = Math.max(largest, Math.abs(chunk.values[i] ?? 0));
    scales[chunk.at + row] = largest / LARGEST || 1;
  }
}

interface Target extends Quantised {
  count: number;
  width: number;
}

function writeRows(chunk: RowChunk, { width, values, scales }: Target): void {
  for (let row = 0; row < chunk.rows; row++) {
    const scale = scales[chunk.at + row] ?? 1;
    const to = (chunk.at + row) * width;
    for (let i = 0; i < width; i++) values[to + i] = (chunk.values[row * width + i] ?? 0) / scale + ROUNDING - ROUNDING;
  }
}

function writeColumns(chunk: RowChunk, { count, width, values, scales }: Target): void {
  for (let first = 0; first < chunk.rows; first += TILE) {
    const end = Math.min(first + TILE, chunk.rows);
    for (let i = 0; i < width; i++) {
      const to = i * count + chunk.at;
      for (let row = first; row < end; row++) {
        const value = (chunk.values[row * width + i] ?? 0) / (scales[chunk.at + row] ?? 1);
        values[to + row] = value + ROUNDING - ROUNDING;
      }
    }
  }
}

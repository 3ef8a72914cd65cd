import type { RowChunk, Rows, Weights } from '../ct2/weights';

const LARGEST = 127;
/** Rows that are transposed together, so that a cache line is written at once. */
const TILE = 64;
/** Added and taken away again, it leaves no bits behind the point: rounds halves to even, as IEEE 754 and numpy do. */
const ROUNDING = 1.5 * 2 ** 52;
/** What stands for 0 where the values of a block are unsigned. */
const MIDDLE = 128;

/** A weight as int8, columns first: `[width, count]`, with the factor that makes each row a real number again. */
export interface Columns {
  values: Int8Array;
  scales: Float32Array;
}

/**
 * Symmetric, by row: scale = largest magnitude / 127. Columns first is what a multiplication from the left takes; only
 * they are held, the real numbers pass through in pieces.
 */
export async function quantiseColumns(weights: Weights, rows: Rows): Promise<Columns> {
  const { count, width } = rows;
  const values = new Int8Array(count * width);
  const scales = new Float32Array(count);
  for await (const chunk of weights.chunks(rows)) {
    scaleBlocks(chunk, width, width, scales);
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
  return { values, scales };
}

/**
 * Rows as they lie, in blocks of `block` values of one row, each with a scale of its own: bytes around 128, and into `scales`
 * the factors, `[count, width / block]`. Symmetric: scale = largest magnitude / 127.
 */
export async function* quantiseBlocks(
  weights: Weights,
  rows: Rows,
  block: number,
  scales: Float32Array,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of weights.chunks(rows)) {
    scaleBlocks(chunk, rows.width, block, scales);
    const bytes = new Uint8Array(chunk.rows * rows.width);
    let scale = (chunk.at * rows.width) / block;
    for (let first = 0; first < bytes.length; first += block) {
      const divisor = scales[scale++] ?? 1;
      for (let i = first; i < first + block; i++) {
        bytes[i] = MIDDLE + ((chunk.values[i] ?? 0) / divisor + ROUNDING - ROUNDING);
      }
    }
    yield bytes;
  }
}

/** The scale of each block of the chunk's rows; 1 where all is zero. */
function scaleBlocks(chunk: RowChunk, width: number, block: number, scales: Float32Array): void {
  let scale = (chunk.at * width) / block;
  for (let first = 0; first < chunk.rows * width; first += block) {
    let largest = 0;
    for (let i = first; i < first + block; i++) largest = Math.max(largest, Math.abs(chunk.values[i] ?? 0));
    scales[scale++] = largest / LARGEST || 1;
  }
}

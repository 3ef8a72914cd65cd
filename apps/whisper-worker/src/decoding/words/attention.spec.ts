import { ENCODED_FRAMES, HEAD_SIZE } from '../graphs/whisper-layout';
import { attentionWeights, type AlignmentHead } from './attention';

const ROWS = 4;
const FRAMES = 40;

/** A head whose row r attends to the ten frames from 10 r on; other heads of the layer hold nothing. */
function headOf(head: number, heads: number): AlignmentHead {
  const keys = new Float32Array(heads * HEAD_SIZE * ENCODED_FRAMES);
  const queries = new Float32Array(ROWS * heads * HEAD_SIZE);
  for (let row = 0; row < ROWS; row++) {
    // One channel for each row; the odd factor makes sure that no channel is left out.
    const channel = row * 17;
    queries[row * heads * HEAD_SIZE + head * HEAD_SIZE + channel] = 3;
    for (let i = 0; i < 10; i++) keys[(head * ENCODED_FRAMES + row * 10 + i) * HEAD_SIZE + channel] = 2;
  }
  return { keys, queries, head };
}

const rowOf = (weights: Float32Array, row: number) => weights.subarray(row * FRAMES, (row + 1) * FRAMES);
const range = { rows: ROWS, first: 1, last: ROWS, frames: FRAMES };

describe('attention of tokens to frames', () => {
  it('is highest where the keys answer the queries, for the rows asked for', () => {
    const weights = attentionWeights([headOf(1, 2)], range);
    expect(weights).toHaveLength(3 * FRAMES);
    for (const row of [1, 2, 3]) {
      const values = [...rowOf(weights, row - 1)];
      const above = values.flatMap((value, frame) => (value > 0 ? [frame] : []));
      expect(above).toEqual(Array.from({ length: 10 }, (_, i) => row * 10 + i));
    }
  });

  it('has mean 0 and deviation 1 over the rows of a frame', () => {
    const weights = attentionWeights([headOf(0, 1)], { ...range, first: 0 });
    const column = [0, 1, 2, 3].map((row) => rowOf(weights, row)[25]!);
    expect(column.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 4);
    expect(column.reduce((sum, value) => sum + value ** 2, 0) / ROWS).toBeCloseTo(1, 4);
  });

  it('is the mean of the heads', () => {
    const one = attentionWeights([headOf(0, 1)], range);
    const two = attentionWeights([headOf(0, 1), headOf(1, 2)], range);
    two.forEach((value, at) => expect(value).toBeCloseTo(one[at]!, 4));
  });

  it('loses a single frame that stands out', () => {
    const head = headOf(0, 1);
    head.keys[37 * HEAD_SIZE + 17] = 2;
    const weights = attentionWeights([head], range);
    expect(rowOf(weights, 0)[37]!).toBeLessThan(0);
  });

  it('is there for fewer frames than are smoothed', () =>
    expect(attentionWeights([headOf(0, 1)], { ...range, frames: 2 })).toHaveLength(6));
});

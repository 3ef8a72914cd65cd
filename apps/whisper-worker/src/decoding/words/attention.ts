import { ENCODED_FRAMES, HEAD_SIZE } from '../graphs/whisper-layout';

/** One cross-attention head that follows the speech. */
export interface AlignmentHead {
  /** Queries of its layer, divided by the root of 64, [rows][heads * 64]. */
  queries: Float32Array;
  /** Keys of its layer, [heads][1500][64]. */
  keys: Float32Array;
  head: number;
}

const MEDIAN_WIDTH = 7;

/**
 * How much each token attends to each frame, over several heads: [tokens][frames], for the rows from `first` to `last`.
 * Softmax over frames, normalised over all rows, smoothed by a median of 7 frames, mean of the heads (`timing.py`).
 */
export function attentionWeights(
  heads: readonly AlignmentHead[],
  { rows, first, last, frames }: { rows: number; first: number; last: number; frames: number },
): Float32Array {
  const sum = new Float32Array((last - first) * frames);
  for (const head of heads) {
    const weights = softmaxWeights(head, rows, frames);
    normaliseColumns(weights, rows, frames);
    for (let row = first; row < last; row++) {
      const smoothed = sum.subarray((row - first) * frames, (row - first + 1) * frames);
      addMedians(weights.subarray(row * frames, (row + 1) * frames), smoothed, 1 / heads.length);
    }
  }
  return sum;
}

function softmaxWeights({ queries, keys, head }: AlignmentHead, rows: number, frames: number): Float32Array {
  const width = queries.length / rows;
  const weights = new Float32Array(rows * frames);
  for (let row = 0; row < rows; row++) {
    const out = weights.subarray(row * frames, (row + 1) * frames);
    const query = row * width + head * HEAD_SIZE;
    for (let frame = 0; frame < frames; frame++) {
      const key = (head * ENCODED_FRAMES + frame) * HEAD_SIZE;
      // Four sums side by side: none waits for the other.
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let i = 0; i < HEAD_SIZE; i += 4) {
        a += queries[query + i]! * keys[key + i]!;
        b += queries[query + i + 1]! * keys[key + i + 1]!;
        c += queries[query + i + 2]! * keys[key + i + 2]!;
        d += queries[query + i + 3]! * keys[key + i + 3]!;
      }
      out[frame] = a + b + c + d;
    }
    softmax(out);
  }
  return weights;
}

function softmax(values: Float32Array): void {
  let top = -Infinity;
  for (const value of values) if (value > top) top = value;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] = Math.exp(values[i]! - top);
  for (let i = 0; i < values.length; i++) values[i]! /= sum;
}

/** Each frame's weights to mean 0 and deviation 1 over the rows. */
function normaliseColumns(weights: Float32Array, rows: number, frames: number): void {
  for (let frame = 0; frame < frames; frame++) {
    let sum = 0;
    for (let at = frame; at < weights.length; at += frames) sum += weights[at]!;
    const mean = sum / rows;
    let squares = 0;
    for (let at = frame; at < weights.length; at += frames) squares += (weights[at]! - mean) ** 2;
    const deviation = Math.sqrt(squares / rows) || 1;
    for (let at = frame; at < weights.length; at += frames) weights[at] = (weights[at]! - mean) / deviation;
  }
}

/** Adds `factor` times the median of the values around each; at the ends they are mirrored. */
function addMedians(values: Float32Array, sums: Float32Array, factor: number): void {
  const last = values.length - 1;
  const reach = (MEDIAN_WIDTH - 1) / 2;
  if (last < reach) {
    for (let at = 0; at <= last; at++) sums[at]! += factor * values[at]!;
    return;
  }
  const window = new Float32Array(MEDIAN_WIDTH);
  for (let at = 0; at <= last; at++) {
    for (let i = 0; i < MEDIAN_WIDTH; i++) {
      const from = Math.abs(at + i - reach);
      const value = values[from > last ? 2 * last - from : from]!;
      // Insertion keeps the window in order.
      let place = i;
      while (place > 0 && window[place - 1]! > value) {
        window[place] = window[place - 1]!;
        place--;
      }
      window[place] = value;
    }
    sums[at]! += factor * window[reach]!;
  }
}

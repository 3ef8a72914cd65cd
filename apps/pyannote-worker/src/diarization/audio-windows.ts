import { WINDOW_SAMPLES } from './frames';

/** A stretch of audio that the segmentation model hears at once. */
export interface AudioWindow {
  /** Its first sample in the file. */
  start: number;
  /** `WINDOW_SAMPLES` of them; behind the end of the file they are 0. */
  samples: Float32Array;
  /** Samples that the file has of it. */
  length: number;
}

/** Cuts a stream of samples into windows that overlap; keeps little more than one window of it. */
export async function* audioWindows(blocks: AsyncIterable<Float32Array>, step: number): AsyncGenerator<AudioWindow> {
  let kept = new Float32Array(2 * WINDOW_SAMPLES);
  let filled = 0;
  let start = 0;
  for await (const block of blocks) {
    if (filled + block.length > kept.length) kept = grown(kept, filled + block.length);
    kept.set(block, filled);
    filled += block.length;
    // a window that ends where the file ends is the last one: it waits for what follows
    while (filled > WINDOW_SAMPLES) {
      yield { start, samples: kept.slice(0, WINDOW_SAMPLES), length: WINDOW_SAMPLES };
      kept.copyWithin(0, step, filled);
      filled -= step;
      start += step;
    }
  }
  const samples = new Float32Array(WINDOW_SAMPLES);
  samples.set(kept.subarray(0, filled));
  yield { start, samples, length: filled };
}

function grown(old: Float32Array<ArrayBuffer>, size: number): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(2 * size);
  larger.set(old);
  return larger;
}

/** Items in groups of `size`; the last group may be smaller. */
export async function* inGroups<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let group: T[] = [];
  for await (const item of items) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

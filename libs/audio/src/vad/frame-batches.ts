import { FRAME } from './vad-options';

/** Samples of the frame before, which the model sees with each frame. */
export const CONTEXT = 64;
export const ROW = CONTEXT + FRAME;

/**
 * Cuts audio into rows of a frame with the end of the frame before it, up to `rows` of them in an array (the same one each
 * time). As in faster-whisper there is always a last frame filled up with zeros, whose end is silent.
 */
export async function* frameBatches(
  audio: Iterable<Float32Array> | AsyncIterable<Float32Array>,
  rows: number,
): AsyncGenerator<{ data: Float32Array; samples: number }> {
  const batch = new Float32Array(rows * ROW);
  let filled = CONTEXT;
  let samples = 0;
  for await (const block of audio) {
    for (let from = 0; from < block.length;) {
      const room = ROW - (filled % ROW);
      const piece = block.subarray(from, from + room);
      batch.set(piece, filled);
      from += piece.length;
      samples += piece.length;
      filled += piece.length;
      if (piece.length < room) break;
      const context = batch.slice(filled - CONTEXT, filled);
      if (filled === batch.length) {
        yield { data: batch, samples };
        filled = 0;
      }
      batch.set(context, filled);
      filled += CONTEXT;
    }
  }
  const end = Math.ceil(filled / ROW) * ROW;
  batch.fill(0, Math.min(filled, end - CONTEXT), end);
  yield { data: batch.subarray(0, end), samples };
}

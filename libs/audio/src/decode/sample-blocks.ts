import type { Readable } from 'node:stream';

/** Cuts a stream of raw 32 bit floats (byte order of this machine) into arrays of `size` samples; the last is shorter. */
export async function* sampleBlocks(stdout: Readable, size: number, signal: AbortSignal): AsyncGenerator<Float32Array> {
  let block = new Float32Array(size);
  let bytes = new Uint8Array(block.buffer);
  let filled = 0;
  try {
    for await (const chunk of stdout as AsyncIterable<Buffer>) {
      for (let from = 0; from < chunk.length;) {
        const taken = Math.min(chunk.length - from, bytes.length - filled);
        bytes.set(chunk.subarray(from, from + taken), filled);
        from += taken;
        filled += taken;
        if (filled < bytes.length) break;
        yield block;
        block = new Float32Array(size);
        bytes = new Uint8Array(block.buffer);
        filled = 0;
      }
    }
  } catch (error) {
    // An abort destroys the stream, which then complains about that.
    signal.throwIfAborted();
    throw error;
  }
  if (filled >= 4) yield block.slice(0, filled >> 2);
}

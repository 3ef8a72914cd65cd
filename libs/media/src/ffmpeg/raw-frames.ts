import type { Readable } from 'node:stream';

/** Cuts a stream into frames of `size` bytes. The buffer is the same each time: copy what is to be kept. */
export async function* rawFrames(stdout: Readable, size: number, signal: AbortSignal): AsyncGenerator<Buffer, void> {
  const frame = Buffer.allocUnsafe(size);
  let filled = 0;
  try {
    for await (const chunk of stdout as AsyncIterable<Buffer>) {
      for (let from = 0; from < chunk.length;) {
        const taken = chunk.copy(frame, filled, from);
        from += taken;
        filled += taken;
        if (filled < size) break;
        filled = 0;
        yield frame;
      }
    }
  } catch (error) {
    // An abort destroys the stream, which then complains about that.
    signal.throwIfAborted();
    throw error;
  }
}

import { Readable } from 'node:stream';

const SAMPLE_RATE = 16_000;
const SAMPLE_BYTES = 2;
const HEADER_BYTES = 44;
/** What players take for a length that was not known when the header was written. */
const UNKNOWN = 0xffff_ffff;

/**
 * Samples (16 kHz, 16 bits, mono) as a WAV file.
 * @param mostSeconds how much of them is kept; all by default
 */
export const asWav = (samples: Readable, mostSeconds = Infinity): Readable =>
  Readable.from(withHeader(samples, mostSeconds * SAMPLE_RATE * SAMPLE_BYTES), { objectMode: false });

/** Reads all: a form goes on behind its file. */
async function* withHeader(samples: Readable, mostBytes: number): AsyncGenerator<Buffer, void> {
  yield HEADER;
  let left = mostBytes;
  for await (const part of samples as AsyncIterable<Buffer>) {
    if (left > 0) yield part.subarray(0, left);
    left -= part.length;
  }
}

/** http://soundfile.sapp.org/doc/WaveFormat */
const HEADER = headerOf();

function headerOf(): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(UNKNOWN, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // channels
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * SAMPLE_BYTES, 28);
  header.writeUInt16LE(SAMPLE_BYTES, 32);
  header.writeUInt16LE(SAMPLE_BYTES * 8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(UNKNOWN, 40);
  return header;
}

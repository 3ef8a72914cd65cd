import { open, type FileHandle } from 'node:fs/promises';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { InputRejectedError, type GenerateSpeechInput } from '@switchyard/contracts';
import { mostFileBytes, mostMediaSeconds } from '@switchyard/engine';
import { runFfmpeg } from '@switchyard/media';

export type AudioFormat = GenerateSpeechInput['format'];

/** A reader that follows the file gets each packet at once. */
const FOLLOWED = ['-flush_packets', '1'];
const CODECS = {
  aac: ['-c:a', 'aac', '-b:a', '64k'],
  flac: ['-c:a', 'flac', '-sample_fmt', 's16'],
  // of one bit rate, because its header would tell the length only at the end
  mp3: ['-c:a', 'libmp3lame', '-b:a', '64k', '-write_xing', '0'],
  opus: ['-c:a', 'libopus', '-b:a', '48k', '-page_duration', '100000'],
  pcm: ['-f', 's16le', '-ar', '24000'],
} as const;

const HEADER_BYTES = 44;
const SAMPLE_BYTES = 2;
const BLOCK_SAMPLES = 65_536;
/** A WAV file counts its bytes with 32 bits; it says this many while they are not known. */
const MOST_BYTES = 0xffff_ffff - HEADER_BYTES;

/** Where the samples go. */
interface Sink {
  write(pcm: Uint8Array): Promise<void>;
  finish(samples: number): Promise<void>;
}

/** Mono audio that is written from its begin to its end, so that memory does not grow with its length and others can follow it. */
export class AudioTrack {
  private samples = 0;

  private constructor(
    readonly path: string,
    private readonly sink: Sink,
    readonly sampleRate: number,
  ) {}

  /** @param target path without an extension */
  static async create(
    target: string,
    sampleRate: number,
    format: AudioFormat,
    signal: AbortSignal,
  ): Promise<AudioTrack> {
    const path = `${target}.${format}`;
    const sink =
      format === 'wav' ? await WavSink.open(path, sampleRate) : new EncodedSink(path, sampleRate, format, signal);
    return new AudioTrack(path, sink, sampleRate);
  }

  /** Length so far. */
  get seconds(): number {
    return this.samples / this.sampleRate;
  }

  /** @throws InputRejectedError for a length that no task may write */
  require(seconds: number): void {
    const bytes = Math.min(MOST_BYTES, mostFileBytes());
    const most = Math.min(mostMediaSeconds(), bytes / SAMPLE_BYTES / this.sampleRate);
    if (seconds > most)
      throw new InputRejectedError(`the speech would be longer than the ${Math.floor(most)} s that a task may write`);
  }

  async append(samples: Float32Array): Promise<void> {
    const pcm = Int16Array.from(samples, (value) => Math.round(Math.max(-1, Math.min(1, value)) * 32_767));
    await this.write(pcm);
  }

  /** Appends silence up to a time; nothing where that is past. */
  async silenceUntil(seconds: number): Promise<void> {
    const until = Math.round(seconds * this.sampleRate);
    const block = new Int16Array(BLOCK_SAMPLES);
    while (this.samples < until) await this.write(block.subarray(0, Math.min(BLOCK_SAMPLES, until - this.samples)));
  }

  /** Ends the file. @returns its path */
  async finish(): Promise<string> {
    await this.sink.finish(this.samples);
    return this.path;
  }

  private async write(pcm: Int16Array): Promise<void> {
    this.samples += pcm.length;
    this.require(this.seconds);
    await this.sink.write(new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength));
  }
}

class WavSink implements Sink {
  private constructor(
    private readonly file: FileHandle,
    private readonly sampleRate: number,
  ) {}

  static async open(path: string, sampleRate: number): Promise<WavSink> {
    const file = await open(path, 'w');
    await file.write(headerOf(MOST_BYTES, sampleRate));
    return new WavSink(file, sampleRate);
  }

  async write(pcm: Uint8Array): Promise<void> {
    await this.file.write(pcm);
  }

  async finish(samples: number): Promise<void> {
    await this.file.write(headerOf(samples * SAMPLE_BYTES, this.sampleRate), 0, HEADER_BYTES, 0);
    await this.file.close();
  }
}

/** Encodes what is written while more of it is made. */
class EncodedSink implements Sink {
  private readonly pipe = new PassThrough();
  private readonly encoded: Promise<unknown>;

  constructor(path: string, sampleRate: number, format: keyof typeof CODECS, signal: AbortSignal) {
    const from = ['-f', 's16le', '-ar', String(sampleRate), '-ac', '1', '-i', 'pipe:0'];
    this.encoded = runFfmpeg([...from, ...CODECS[format], ...FOLLOWED, `file:${path}`], {
      signal,
      stdin: chunksOf(this.pipe),
    });
    // an encoder that ends early takes nothing more; `write` and `finish` tell why
    this.encoded.catch((error: unknown) => this.pipe.destroy(error as Error));
    this.pipe.on('error', () => undefined);
  }

  async write(pcm: Uint8Array): Promise<void> {
    if (!this.pipe.write(Uint8Array.from(pcm))) await Promise.race([once(this.pipe, 'drain'), this.encoded]);
  }

  async finish(): Promise<void> {
    this.pipe.end();
    await this.encoded;
  }
}

async function* chunksOf(stream: PassThrough): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of stream) yield chunk as Uint8Array;
}

/** http://soundfile.sapp.org/doc/WaveFormat */
function headerOf(bytes: number, sampleRate: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(bytes + HEADER_BYTES - 8, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22); // channels
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * SAMPLE_BYTES, 28);
  header.writeUInt16LE(SAMPLE_BYTES, 32);
  header.writeUInt16LE(SAMPLE_BYTES * 8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(bytes, 40);
  return header;
}

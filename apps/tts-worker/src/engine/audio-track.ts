import { open, rm, type FileHandle } from 'node:fs/promises';
import { InputRejectedError } from '@switchyard/contracts';
import { mostFileBytes, mostMediaSeconds } from '@switchyard/engine';
import { guardedInput, runFfmpeg } from '@switchyard/media';

const CODECS = {
  flac: ['-c:a', 'flac', '-sample_fmt', 's16'],
  mp3: ['-c:a', 'libmp3lame', '-q:a', '2'],
  opus: ['-c:a', 'libopus', '-b:a', '48k'],
} as const;

export type AudioFormat = 'wav' | keyof typeof CODECS;

const HEADER_BYTES = 44;
const SAMPLE_BYTES = 2;
const BLOCK_SAMPLES = 65_536;
/** A WAV file counts its bytes with 32 bits. */
const MOST_BYTES = 0xffff_ffff - HEADER_BYTES;

/** Mono audio that is written from its begin to its end, so that memory does not grow with its length. */
export class AudioTrack {
  private samples = 0;

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    readonly sampleRate: number,
  ) {}

  /** @param target path without an extension */
  static async create(target: string, sampleRate: number): Promise<AudioTrack> {
    const path = `${target}.wav`;
    const file = await open(path, 'w');
    await file.write(new Uint8Array(HEADER_BYTES));
    return new AudioTrack(path, file, sampleRate);
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

  /** Ends the file and brings it into its format. @returns its path */
  async finish(format: AudioFormat, signal: AbortSignal): Promise<string> {
    await this.file.write(headerOf(this.samples, this.sampleRate), 0, HEADER_BYTES, 0);
    await this.file.close();
    if (format === 'wav') return this.path;
    const path = this.path.replace(/wav$/, format);
    await runFfmpeg([...guardedInput(this.path), ...CODECS[format], path], { signal });
    await rm(this.path);
    return path;
  }

  private async write(pcm: Int16Array): Promise<void> {
    this.samples += pcm.length;
    this.require(this.seconds);
    await this.file.write(new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength));
  }
}

/** http://soundfile.sapp.org/doc/WaveFormat */
function headerOf(samples: number, sampleRate: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  const bytes = samples * SAMPLE_BYTES;
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
